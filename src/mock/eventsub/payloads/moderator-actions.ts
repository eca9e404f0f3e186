import type { Events } from '../../engine/events.ts'
import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { ChatMessageRow } from '../../resources/chat/messages/store.ts'
import type { ChatSettings } from '../../resources/chat/settings/schema.ts'
import { listSharing } from '../../resources/chat/shared-sessions/store.ts'
import type { BanRow } from '../../resources/moderation/bans/store.ts'
import type { TermsUpdate } from '../../resources/moderation/blocked-terms/store.ts'
import type { UnbanRequest } from '../../resources/moderation/unban-requests/schema.ts'
import type { Warning } from '../../resources/moderation/warnings/schema.ts'
import type { Raid } from '../../resources/raids/store.ts'
import type { EventSubEvent } from '../event.ts'
import { exampleMessage } from './chat.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named } from './core/named.ts'
import { exampleBan, exampleRequest } from './moderation.ts'
import { exampleRaid } from './raids.ts'

/** What a moderator did. */
interface Action {
  broadcaster_id: string
  moderator_id: string
  action: string
  /** The member of the event that tells more, and what it tells; several actions share some. */
  about?: { [member: string]: object }
}

const members = [
  'followers',
  'slow',
  'vip',
  'unvip',
  'mod',
  'unmod',
  'ban',
  'unban',
  'timeout',
  'untimeout',
  'raid',
  'unraid',
  'delete',
  'automod_terms',
  'unban_request',
  'shared_chat_ban',
  'shared_chat_unban',
  'shared_chat_timeout',
  'shared_chat_untimeout',
  'shared_chat_delete',
]
const untold = Object.fromEntries(members.map((member) => [member, null]))

/** What is told in the other channels of a shared chat too. */
const shared = ['ban', 'unban', 'timeout', 'untimeout', 'delete']

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelmoderate */
export const moderatorActions: EventGroup = {
  listen(on, store, publish) {
    const tell = (action: Action, at: Date) => {
      for (const announcement of moderated(store, action, at)) publish(announcement)
    }
    on('ban', (ban, at) => tell(banning(store, ban), at))
    on('unban', ({ ban, moderator_id, unban_request_id }, at) => {
      // An approved request is an action of its own.
      if (!unban_request_id) tell(unbanning(store, { ...ban, moderator_id }), at)
    })
    on('unban_request.resolve', (request, at) => {
      if (request.status !== 'canceled') tell(resolving(store, request), at)
    })
    on('moderation.delete', ({ message, moderator_id }, at) =>
      tell(deleting(store, message, moderator_id), at),
    )
    on('moderation.clear', (clearing, at) => tell({ ...clearing, action: 'clear' }, at))
    on('chat.settings.update', (update, at) => {
      for (const action of changing(update)) tell(action, at)
    })
    on('automod.terms.update', (update, at) => tell(listing(update), at))
    on('warning.send', (warning, at) => tell(warned(store, warning), at))
    on('raid.begin', (raid, at) => tell(raiding(store, raid), at))
    on('raid.cancel', (raid, at) => tell(unraiding(store, raid), at))
    on('moderator.add', (role, at) => tell(appointing(store, 'mod', role), at))
    on('moderator.remove', (role, at) => tell(appointing(store, 'unmod', role), at))
    on('vip.add', (role, at) => tell(appointing(store, 'vip', role), at))
    on('vip.remove', (role, at) => tell(appointing(store, 'unvip', role), at))
  },
  examples: {
    'channel.moderate'(context) {
      const known = context.version === '1' ? exampleActions : [...exampleActions, exampleWarning]
      const example = known[context.store.random.below(known.length)]!
      return inBoth(context.store, example(context), context.at)
    },
  },
}

/** In the channel, and as far as others share their chat with it, there. */
function moderated(store: Store, action: Action, at: Date): EventSubEvent[] {
  const { broadcaster_id, about = {} } = action
  const copies = shared.includes(action.action) ? listSharing(store, broadcaster_id) : []
  const name = `shared_chat_${action.action}`
  return [
    ...inBoth(store, action, at),
    ...copies.flatMap((copy_id) => {
      const copy = {
        ...action,
        action: name,
        about: { [name]: about[action.action]! },
        broadcaster_id: copy_id,
      }
      return inBoth(store, copy, at, broadcaster_id)
    }),
  ]
}

/** Version 1 knows no warnings. */
function inBoth(
  store: Store,
  { broadcaster_id, moderator_id, action, about }: Action,
  at: Date,
  source_id = broadcaster_id,
): EventSubEvent[] {
  const occasion = { type: 'channel.moderate', broadcaster_id, at }
  const event = {
    ...named(store, 'source_broadcaster_user', source_id),
    ...named(store, 'moderator_user', moderator_id),
    action,
    ...untold,
    ...about,
  }
  const second = inChannel(store, { ...occasion, version: '2' }, { warn: null, ...event })
  return action === 'warn' ? [second] : [inChannel(store, occasion, event), second]
}

function banning(
  store: Store,
  { broadcaster_id, moderator_id, user_id, reason, expires_at }: BanRow,
): Action {
  const user = { ...named(store, 'user', user_id), reason: reason || null }
  const by = { broadcaster_id, moderator_id }
  if (!expires_at) return { ...by, action: 'ban', about: { ban: user } }
  const timeout = { ...user, expires_at: toNanosecond(new Date(expires_at)) }
  return { ...by, action: 'timeout', about: { timeout } }
}

function unbanning(store: Store, { broadcaster_id, moderator_id, user_id, expires_at }: BanRow): Action {
  const action = expires_at ? 'untimeout' : 'unban'
  return { broadcaster_id, moderator_id, action, about: { [action]: named(store, 'user', user_id) } }
}

type Resolved = Pick<
  UnbanRequest,
  'broadcaster_id' | 'moderator_id' | 'user_id' | 'status' | 'resolution_text'
>

function resolving(store: Store, request: Resolved): Action {
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

function deleting(store: Store, message: ChatMessageRow, moderator_id: string): Action {
  const { id, broadcaster_id, user_id, text } = message
  const deleted = { ...named(store, 'user', user_id), message_id: id, message_body: text }
  return { broadcaster_id, moderator_id, action: 'delete', about: { delete: deleted } }
}

/** One for each mode that was switched, or whose duration was changed. */
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

function listing({ broadcaster_id, moderator_id, action, terms, from_automod }: TermsUpdate): Action {
  const [verb, list] = action.split('_')
  const automod_terms = { action: verb, list, terms, from_automod }
  return { broadcaster_id, moderator_id, action: `${action}_term`, about: { automod_terms } }
}

function warned(store: Store, { broadcaster_id, moderator_id, user_id, reason }: Warning): Action {
  const warn = { ...named(store, 'user', user_id), reason, chat_rules_cited: null }
  return { broadcaster_id, moderator_id, action: 'warn', about: { warn } }
}

function raiding(store: Store, { from_broadcaster_id, to_broadcaster_id, viewers }: Raid): Action {
  const raid = { ...named(store, 'user', to_broadcaster_id), viewer_count: viewers }
  return byBroadcaster(from_broadcaster_id, 'raid', raid)
}

const unraiding = (store: Store, { from_broadcaster_id, to_broadcaster_id }: Raid): Action =>
  byBroadcaster(from_broadcaster_id, 'unraid', named(store, 'user', to_broadcaster_id))

type Appointment = 'mod' | 'unmod' | 'vip' | 'unvip'

const appointing = (
  store: Store,
  action: Appointment,
  { broadcaster_id, user_id }: { broadcaster_id: string; user_id: string },
): Action => byBroadcaster(broadcaster_id, action, named(store, 'user', user_id))

const byBroadcaster = (broadcaster_id: string, action: string, about: object): Action => ({
  broadcaster_id,
  moderator_id: broadcaster_id,
  action,
  about: { [action]: about },
})

const exampleWarning = (context: ExampleContext): Action =>
  warned(context.store, { ...context, reason: 'Please stay on topic.' })

const exampleActions: readonly ((context: ExampleContext) => Action)[] = [
  (context) => banning(context.store, exampleBan(context)),
  (context) => unbanning(context.store, exampleBan(context)),
  (context) => deleting(context.store, exampleMessage(context), context.moderator_id),
  (context) => resolving(context.store, exampleRequest(context)),
  (context) => raiding(context.store, exampleRaid(context)),
  (context) => appointing(context.store, 'vip', context),
  ({ broadcaster_id, moderator_id }) => ({ broadcaster_id, moderator_id, action: 'clear' }),
  ({ broadcaster_id, moderator_id }) => ({
    broadcaster_id,
    moderator_id,
    action: 'slow',
    about: { slow: { wait_time_seconds: 30 } },
  }),
]
