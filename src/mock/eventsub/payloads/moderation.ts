import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { Ban, BanRow } from '../../resources/moderation/bans/store.ts'
import type { ShieldModeChange } from '../../resources/moderation/shield-mode/store.ts'
import type { UnbanRequest } from '../../resources/moderation/unban-requests/schema.ts'
import type { Warning } from '../../resources/moderation/warnings/schema.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type Example, type ExampleContext, inChannel } from './core/event-group.ts'
import { named, namedOrNull } from './core/named.ts'

type AnyRequest = Pick<
  UnbanRequest,
  'id' | 'broadcaster_id' | 'moderator_id' | 'user_id' | 'text' | 'status' | 'created_at' | 'resolution_text'
>

/** Who got a role or lost it, and where. */
type Role = Pick<Ban, 'broadcaster_id' | 'user_id'>
type RoleType = `channel.${'moderator' | 'vip'}.${'add' | 'remove'}`

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelban */
export const moderation: EventGroup = {
  listen(on, store, publish) {
    on('ban', (ban, at) => publish(banned(store, ban, at)))
    on('unban', ({ ban, moderator_id }, at) => publish(unbanned(store, { ...ban, moderator_id }, at)))
    on('unban_request.create', (request, at) => publish(asked(store, request, at)))
    on('unban_request.resolve', (request, at) => publish(resolved(store, request, at)))
    on('warning.send', (warning, at) => publish(warned(store, warning, at)))
    on('warning.acknowledge', (warning, at) => publish(acknowledged(store, warning, at)))
    for (const change of ['begin', 'end'] as const) {
      on(`shield_mode.${change}`, (shield, at) => publish(shielded(store, change, shield, at)))
    }
    for (const role of ['moderator.add', 'moderator.remove', 'vip.add', 'vip.remove'] as const) {
      on(role, (holder, at) => publish(appointed(store, `channel.${role}`, holder, at)))
    }
  },
  examples: {
    'channel.ban': (context) => banned(context.store, exampleBan(context), context.at),
    'channel.unban': (context) => unbanned(context.store, exampleBan(context), context.at),
    'channel.unban_request.create': (context) => asked(context.store, exampleRequest(context), context.at),
    'channel.unban_request.resolve': (context) =>
      resolved(context.store, exampleRequest(context), context.at),
    'channel.warning.send': (context) =>
      warned(context.store, { ...context, reason: 'Please stay on topic.' }, context.at),
    'channel.warning.acknowledge': (context) => acknowledged(context.store, context, context.at),
    'channel.shield_mode.begin': (context) => shielded(context.store, 'begin', context, context.at),
    'channel.shield_mode.end': (context) => shielded(context.store, 'end', context, context.at),
    'channel.moderator.add': roleExample('channel.moderator.add'),
    'channel.moderator.remove': roleExample('channel.moderator.remove'),
    'channel.vip.add': roleExample('channel.vip.add'),
    'channel.vip.remove': roleExample('channel.vip.remove'),
  },
}

/** A timeout is a ban that ends. */
function banned(store: Store, ban: BanRow, at: Date): EventSubEvent {
  const { broadcaster_id, user_id, moderator_id, reason, created_at, expires_at } = ban
  return inChannel(
    store,
    { type: 'channel.ban', broadcaster_id, at },
    {
      ...named(store, 'user', user_id),
      ...named(store, 'moderator_user', moderator_id),
      reason,
      banned_at: toNanosecond(new Date(created_at)),
      ends_at: expires_at ? toNanosecond(new Date(expires_at)) : null,
      is_permanent: !expires_at,
    },
  )
}

function unbanned(store: Store, { broadcaster_id, user_id, moderator_id }: BanRow, at: Date): EventSubEvent {
  return inChannel(
    store,
    { type: 'channel.unban', broadcaster_id, at },
    { ...named(store, 'user', user_id), ...named(store, 'moderator_user', moderator_id) },
  )
}

function asked(store: Store, request: AnyRequest, at: Date): EventSubEvent {
  const { id, broadcaster_id, user_id, text, created_at } = request
  return inChannel(
    store,
    { type: 'channel.unban_request.create', broadcaster_id, at },
    { id, ...named(store, 'user', user_id), text, created_at: toNanosecond(new Date(created_at)) },
  )
}

/** No moderator is named if the user takes the request back. */
function resolved(store: Store, request: AnyRequest, at: Date): EventSubEvent {
  const { id, broadcaster_id, user_id, moderator_id, resolution_text, status } = request
  return inChannel(
    store,
    { type: 'channel.unban_request.resolve', broadcaster_id, at },
    {
      id,
      ...namedOrNull(store, 'moderator_user', moderator_id),
      ...named(store, 'user', user_id),
      resolution_text,
      status,
    },
  )
}

function warned(
  store: Store,
  { broadcaster_id, user_id, moderator_id, reason }: Warning,
  at: Date,
): EventSubEvent {
  return inChannel(
    store,
    { type: 'channel.warning.send', broadcaster_id, at },
    {
      ...named(store, 'moderator_user', moderator_id),
      ...named(store, 'user', user_id),
      reason,
      chat_rules_cited: null,
    },
  )
}

const acknowledged = (store: Store, { broadcaster_id, user_id }: Role, at: Date): EventSubEvent =>
  inChannel(store, { type: 'channel.warning.acknowledge', broadcaster_id, at }, named(store, 'user', user_id))

function shielded(
  store: Store,
  change: 'begin' | 'end',
  { broadcaster_id, moderator_id }: ShieldModeChange,
  at: Date,
): EventSubEvent {
  return inChannel(
    store,
    { type: `channel.shield_mode.${change}`, broadcaster_id, at },
    {
      ...named(store, 'moderator_user', moderator_id),
      ...(change === 'begin' ? { started_at: toNanosecond(at) } : { ended_at: toNanosecond(at) }),
    },
  )
}

const appointed = (
  store: Store,
  type: RoleType,
  { broadcaster_id, user_id }: Role,
  at: Date,
): EventSubEvent => inChannel(store, { type, broadcaster_id, at }, named(store, 'user', user_id))

function roleExample(type: RoleType): Example {
  return (context) => appointed(context.store, type, context, context.at)
}

/** As often as not a timeout of ten minutes. */
export function exampleBan({ store, at, broadcaster_id, moderator_id, user_id }: ExampleContext): BanRow {
  const expires_at = store.random.below(2) === 0 ? shifted(at, 10 * Milliseconds.minute).toISOString() : ''
  return {
    broadcaster_id,
    moderator_id,
    user_id,
    reason: 'spam',
    created_at: at.toISOString(),
    expires_at,
  }
}

export const exampleRequest = ({
  store,
  at,
  broadcaster_id,
  moderator_id,
  user_id,
}: ExampleContext): AnyRequest => ({
  id: store.id(),
  broadcaster_id,
  moderator_id,
  user_id,
  text: 'Sorry, that will not happen again.',
  status: 'approved',
  created_at: at.toISOString(),
  resolution_text: 'Welcome back.',
})
