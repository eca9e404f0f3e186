import type { EventName, Events } from '../../engine/events.ts'
import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { ChatMessageRow } from '../../resources/chat/messages/store.ts'
import type { ChatSettings } from '../../resources/chat/settings/schema.ts'
import type { BanRow } from '../../resources/moderation/bans/store.ts'
import type { TermsUpdate } from '../../resources/moderation/blocked-terms/store.ts'
import type { UnbanRequest } from '../../resources/moderation/unban-requests/schema.ts'
import type { Warning } from '../../resources/moderation/warnings/schema.ts'
import type { Raid } from '../../resources/raids/store.ts'
import { named } from '../../resources/users/named.ts'

/** The action of a moderator. */
export interface Action {
  broadcaster_id: string
  moderator_id: string
  action: string
  /** The member of the event with the details of the action; some actions share a member. */
  about?: { [member: string]: object }
}

type Sources = {
  [Name in EventName]?: (
    store: Store,
    payload: Events[Name],
    at: Date,
  ) => Action | readonly Action[] | undefined
}

/** A change of blocked terms or, in examples only, of permitted terms, which the mock does not have. */
type AnyTermsUpdate = Omit<TermsUpdate, 'action'> & {
  action: `${'add' | 'remove'}_${'blocked' | 'permitted'}`
}

/** The events of the store that are actions of moderators. */
export const actionSources = {
  ban: banning,
  // The unban of an approved request is published as approve_unban_request.
  unban: (store, { ban, moderator_id, unban_request_id }) =>
    unban_request_id ? undefined : unbanning(store, { ...ban, moderator_id }),
  // A request that its user has canceled has no moderator.
  'unban_request.resolve': (store, { moderator_id, ...request }) =>
    moderator_id === null ? undefined : resolving(store, { ...request, moderator_id }),
  'moderation.delete': (store, { message, moderator_id }) => deleting(store, message, moderator_id),
  'moderation.clear': (_, clearing) => ({ ...clearing, action: 'clear' }),
  'chat.settings.update': (_, update) => changing(update),
  'automod.terms.update': (_, update) => listing(update),
  'warning.send': warned,
  'raid.begin': raiding,
  'raid.cancel': unraiding,
  'moderator.add': (store, role) => appointing(store, 'mod', role),
  'moderator.remove': (store, role) => appointing(store, 'unmod', role),
  'vip.add': (store, role) => appointing(store, 'vip', role),
  'vip.remove': (store, role) => appointing(store, 'unvip', role),
} satisfies Sources

/** The action of a ban or a timeout. */
export function banning(
  store: Store,
  { broadcaster_id, moderator_id, user_id, reason, expires_at }: BanRow,
): Action {
  const user = { ...named(store, 'user', user_id), reason: reason || null }
  const by = { broadcaster_id, moderator_id }
  if (!expires_at) return { ...by, action: 'ban', about: { ban: user } }
  const timeout = { ...user, expires_at: toNanosecond(new Date(expires_at)) }
  return { ...by, action: 'timeout', about: { timeout } }
}

/** The action of the end of a ban or a timeout. */
export function unbanning(
  store: Store,
  { broadcaster_id, moderator_id, user_id, expires_at }: BanRow,
): Action {
  const action = expires_at ? 'untimeout' : 'unban'
  return { broadcaster_id, moderator_id, action, about: { [action]: named(store, 'user', user_id) } }
}

type Resolved = Pick<UnbanRequest, 'broadcaster_id' | 'user_id' | 'status' | 'resolution_text'> & {
  moderator_id: string
}

/** The action of a resolved unban request. */
export function resolving(store: Store, request: Resolved): Action {
  const { broadcaster_id, moderator_id, user_id, status, resolution_text } = request
  const is_approved = status === 'approved'
  return {
    broadcaster_id,
    moderator_id,
    action: is_approved ? 'approve_unban_request' : 'deny_unban_request',
    about: {
      unban_request: {
        is_approved,
        ...named(store, 'user', user_id),
        moderator_message: resolution_text ?? '',
      },
    },
  }
}

/** The action of a deleted message. */
export function deleting(store: Store, message: ChatMessageRow, moderator_id: string): Action {
  const { id, broadcaster_id, user_id, text } = message
  const deleted = { ...named(store, 'user', user_id), message_id: id, message_body: text }
  return { broadcaster_id, moderator_id, action: 'delete', about: { delete: deleted } }
}

/** The actions of changed settings, one for each changed mode. */
function changing({ before, settings, moderator_id }: Events['chat.settings.update']): Action[] {
  const { broadcaster_id, follower_mode_duration, slow_mode_wait_time } = settings
  const modes: [action: string, fields: (keyof ChatSettings)[], about?: { [member: string]: object }][] = [
    ['emoteonly', ['emote_mode']],
    [
      'followers',
      ['follower_mode', 'follower_mode_duration'],
      { followers: { follow_duration_minutes: follower_mode_duration } },
    ],
    ['slow', ['slow_mode', 'slow_mode_wait_time'], { slow: { wait_time_seconds: slow_mode_wait_time } }],
    ['subscribers', ['subscriber_mode']],
    ['uniquechat', ['unique_chat_mode']],
  ]
  return modes
    .filter(([, fields]) => fields.some((field) => before[field] !== settings[field]))
    .map(([action, [mode], about]) =>
      settings[mode!]
        ? { broadcaster_id, moderator_id, action, about }
        : { broadcaster_id, moderator_id, action: `${action}off` },
    )
}

/** The action of terms that were added to or removed from a list of AutoMod. */
export function listing({
  broadcaster_id,
  moderator_id,
  action,
  terms,
  from_automod,
}: AnyTermsUpdate): Action {
  const [verb, list] = action.split('_')
  const automod_terms = { action: verb, list, terms, from_automod }
  return { broadcaster_id, moderator_id, action: `${action}_term`, about: { automod_terms } }
}

/** The action of a warning. */
export function warned(store: Store, { broadcaster_id, moderator_id, user_id, reason }: Warning): Action {
  const warn = { ...named(store, 'user', user_id), reason, chat_rules_cited: null }
  return { broadcaster_id, moderator_id, action: 'warn', about: { warn } }
}

/** The action of a raid that was started. */
export function raiding(store: Store, { from_broadcaster_id, to_broadcaster_id, viewers }: Raid): Action {
  const raid = { ...named(store, 'user', to_broadcaster_id), viewer_count: viewers }
  return byBroadcaster(from_broadcaster_id, 'raid', raid)
}

/** The action of a raid that was canceled. */
export function unraiding(store: Store, { from_broadcaster_id, to_broadcaster_id }: Raid): Action {
  return byBroadcaster(from_broadcaster_id, 'unraid', named(store, 'user', to_broadcaster_id))
}

type Appointment = 'mod' | 'unmod' | 'vip' | 'unvip'

/** The action of a moderator or VIP who was added or removed. */
export function appointing(
  store: Store,
  action: Appointment,
  { broadcaster_id, user_id }: { broadcaster_id: string; user_id: string },
): Action {
  return byBroadcaster(broadcaster_id, action, named(store, 'user', user_id))
}

const byBroadcaster = (broadcaster_id: string, action: string, about: object): Action => ({
  broadcaster_id,
  moderator_id: broadcaster_id,
  action,
  about: { [action]: about },
})
