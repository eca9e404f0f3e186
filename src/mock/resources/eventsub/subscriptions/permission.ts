import type { EventSubType } from '../../../../twitch/eventsub.ts'
import type { Caller } from '../../../access/auth.ts'
import type { Store } from '../../../engine/store.ts'
import { forbidden } from '../../../http/errors.ts'
import { findAuthorization } from '../../accounts/store.ts'
import { isBanned } from '../../moderation/bans/store.ts'
import { isModerator } from '../../moderation/moderators/store.ts'
import { findConduit } from '../conduits/store.ts'

type Condition = Readonly<Record<string, string>>

/**
 * Checks that the user in the condition has authorized the client for the type: for a WebSocket by the request's token,
 * for other transports by an earlier authorization.
 *
 * @throws HelixError 403
 */
export function requirePermission(
  store: Store,
  caller: Caller,
  type: EventSubType,
  condition: Condition,
): void {
  const isPermitted =
    mayKnowClient(store, caller, type, condition) &&
    hasScopes(store, caller, type, condition) &&
    hasRole(store, type, condition) &&
    isKnownBot(store, caller, type, condition)
  if (!isPermitted) throw forbidden('subscription missing proper authorization')
}

function mayKnowClient(
  store: Store,
  { client_id }: Caller,
  { client }: EventSubType,
  condition: Condition,
): boolean {
  if (!client) return true
  const { conduit_id } = condition
  const isOwnConduit = !conduit_id || findConduit(store, conduit_id)?.client_id === client_id
  return condition[client] === client_id && isOwnConduit
}

function hasScopes(
  store: Store,
  caller: Caller,
  { subject, scopes }: EventSubType,
  condition: Condition,
): boolean {
  if (!subject) return true
  const granted = scopesOf(store, caller, condition[subject]!)
  return (
    granted !== undefined &&
    scopes.every((alternatives) => alternatives.some((scope) => granted.includes(scope)))
  )
}

/** The scopes that a user has granted the caller; undefined if the user has not authorized it. */
function scopesOf(store: Store, caller: Caller, user_id: string): readonly string[] | undefined {
  if (caller.user_id !== '') return caller.user_id === user_id ? caller.scopes : undefined
  return findAuthorization(store, caller.client_id, user_id)?.scopes
}

/** Whether a moderator in the condition moderates the channel, and whether a reader of a chat is not banned from it. */
function hasRole(store: Store, { subject }: EventSubType, condition: Condition): boolean {
  const { broadcaster_user_id: broadcaster = '', moderator_user_id, user_id } = condition
  if (subject === 'moderator_user_id') return isModerator(store, broadcaster, moderator_user_id!)
  return subject !== 'user_id' || broadcaster === '' || !isBanned(store, broadcaster, user_id!)
}

function isKnownBot(store: Store, caller: Caller, { bot }: EventSubType, condition: Condition): boolean {
  if (!bot || caller.user_id !== '') return true
  const { broadcaster_user_id: broadcaster = '', user_id = '' } = condition
  if (!scopesOf(store, caller, user_id)?.includes('user:bot')) return false
  return (
    bot === 'user' ||
    isModerator(store, broadcaster, user_id) ||
    scopesOf(store, caller, broadcaster)?.includes('channel:bot') === true
  )
}
