import type { Scope } from '../../twitch/scopes.ts'
import type { Store } from '../engine/store.ts'
import { unauthorized } from '../http/errors.ts'
import { findAuthorization, hasAuthorized } from '../resources/accounts/authorizations/store.ts'
import { isModerator } from '../resources/moderation/moderators/store.ts'

/**
 * When an operation that acts for a user accepts an app access token: the user must have granted the client a scope of
 * the operation. A `bot` writes in a chat, so the user must also have granted `user:bot`, and either moderate the
 * channel or have `channel:bot` granted by its broadcaster.
 * Source: https://dev.twitch.tv/docs/chat/authenticating/
 */
export type AppGrant = 'user' | 'bot'

/** The user in whose name an app asks. */
interface Granting {
  client_id: string
  user_id: string
}

/**
 * Checks that the user has granted the client what an operation asks of an app.
 *
 * @throws HelixError 401 that names the scope
 */
export function requireGrant(
  store: Store,
  appGrant: AppGrant,
  scopes: readonly Scope[],
  { client_id, user_id }: Granting,
): void {
  const granted = findAuthorization(store, client_id, user_id)?.scopes ?? []
  if (!scopes.some((scope) => granted.includes(scope))) {
    throw unauthorized(`Missing scope: ${scopes.join(' or ')}`)
  }
  if (appGrant === 'bot' && !granted.includes('user:bot')) throw unauthorized('Missing scope: user:bot')
}

/**
 * Whether an app may let a user speak in a channel as a bot: the user moderates it, or the broadcaster has granted
 * `channel:bot`.
 */
export function mayBeBotIn(store: Store, broadcaster_id: string, { client_id, user_id }: Granting): boolean {
  return (
    isModerator(store, broadcaster_id, user_id) ||
    hasAuthorized(store, { client_id, user_id: broadcaster_id, scopes: ['channel:bot'] })
  )
}

/** The rule in words, for OpenAPI. */
export function documentedGrant(appGrant: AppGrant, scopes: readonly Scope[], userParam: string): string {
  const granted = scopes.join(' or ')
  const asUser = `An app access token will do if the user in ${userParam} has granted the client ${granted}`
  if (appGrant === 'user') return `${asUser}.`
  return `${asUser}, and user:bot; unless that user moderates the channel, its broadcaster channel:bot.`
}
