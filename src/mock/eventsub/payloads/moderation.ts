import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { Ban, BanRow } from '../../resources/moderation/bans/store.ts'
import type { ShieldModeChange } from '../../resources/moderation/shield-mode/store.ts'
import type { UnbanRequest } from '../../resources/moderation/unban-requests/schema.ts'
import type { Warning } from '../../resources/moderation/warnings/schema.ts'
import { named, namedOrNull } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

type AnyRequest = Pick<
  UnbanRequest,
  'id' | 'broadcaster_id' | 'moderator_id' | 'user_id' | 'text' | 'status' | 'created_at' | 'resolution_text'
>

/** The user and the channel of an event. */
type Member = Pick<Ban, 'broadcaster_id' | 'user_id'>

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelban */
export const moderation = events({
  'channel.ban 1': {
    on: { ban: banned },
    example: (context) => banned(context.store, exampleBan(context)),
  },
  'channel.unban 1': {
    on: { unban: (store, { ban, moderator_id }) => unbanned(store, { ...ban, moderator_id }) },
    example: (context) => unbanned(context.store, exampleBan(context)),
  },
  'channel.unban_request.create 1': {
    on: { 'unban_request.create': asked },
    example: (context) => asked(context.store, exampleRequest(context)),
  },
  'channel.unban_request.resolve 1': {
    on: { 'unban_request.resolve': resolved },
    example: (context) => resolved(context.store, exampleResolution(context)),
  },
  'channel.warning.send 1': {
    on: { 'warning.send': warned },
    example: (context) => warned(context.store, { ...context, reason: 'Please stay on topic.' }),
  },
  'channel.warning.acknowledge 1': {
    on: { 'warning.acknowledge': ofUser },
    example: (context) => ofUser(context.store, context),
  },
  'channel.shield_mode.begin 1': {
    on: {
      'shield_mode.begin': (store, shield, at) => shielded(store, shield, { started_at: toNanosecond(at) }),
    },
    example: (context) => shielded(context.store, context, { started_at: toNanosecond(context.at) }),
  },
  'channel.shield_mode.end 1': {
    on: { 'shield_mode.end': (store, shield, at) => shielded(store, shield, { ended_at: toNanosecond(at) }) },
    example: (context) => shielded(context.store, context, { ended_at: toNanosecond(context.at) }),
  },
  'channel.moderator.add 1': { on: { 'moderator.add': ofUser }, example: roleExample },
  'channel.moderator.remove 1': { on: { 'moderator.remove': ofUser }, example: roleExample },
  'channel.vip.add 1': { on: { 'vip.add': ofUser }, example: roleExample },
  'channel.vip.remove 1': { on: { 'vip.remove': ofUser }, example: roleExample },
})

/** The event of a ban or a timeout, which is a ban that ends. */
function banned(store: Store, ban: BanRow): WrittenEvent {
  const { broadcaster_id, user_id, moderator_id, reason, created_at, expires_at } = ban
  return inChannel(store, broadcaster_id, {
    ...named(store, 'user', user_id),
    ...named(store, 'moderator_user', moderator_id),
    reason,
    banned_at: toNanosecond(new Date(created_at)),
    ends_at: expires_at ? toNanosecond(new Date(expires_at)) : null,
    is_permanent: !expires_at,
  })
}

function unbanned(store: Store, { broadcaster_id, user_id, moderator_id }: BanRow): WrittenEvent {
  return inChannel(store, broadcaster_id, {
    ...named(store, 'user', user_id),
    ...named(store, 'moderator_user', moderator_id),
  })
}

function asked(store: Store, request: AnyRequest): WrittenEvent {
  const { id, broadcaster_id, user_id, text, created_at } = request
  return inChannel(store, broadcaster_id, {
    id,
    ...named(store, 'user', user_id),
    text,
    created_at: toNanosecond(new Date(created_at)),
  })
}

/** The event of a resolved request, without a moderator if the user has canceled it. */
function resolved(store: Store, request: AnyRequest): WrittenEvent {
  const { id, broadcaster_id, user_id, moderator_id, resolution_text, status } = request
  return inChannel(store, broadcaster_id, {
    id,
    ...namedOrNull(store, 'moderator_user', moderator_id),
    ...named(store, 'user', user_id),
    resolution_text,
    status,
  })
}

function warned(store: Store, { broadcaster_id, user_id, moderator_id, reason }: Warning): WrittenEvent {
  return inChannel(store, broadcaster_id, {
    ...named(store, 'moderator_user', moderator_id),
    ...named(store, 'user', user_id),
    reason,
    chat_rules_cited: null,
  })
}

/** An event with only its user and channel. */
function ofUser(store: Store, { broadcaster_id, user_id }: Member): WrittenEvent {
  return inChannel(store, broadcaster_id, named(store, 'user', user_id))
}

function shielded(
  store: Store,
  { broadcaster_id, moderator_id }: ShieldModeChange,
  when: object,
): WrittenEvent {
  return inChannel(store, broadcaster_id, { ...named(store, 'moderator_user', moderator_id), ...when })
}

function roleExample(context: ExampleContext): WrittenEvent {
  return ofUser(context.store, context)
}

/** A random ban or a timeout of ten minutes, if the fields do not say which. */
export function exampleBan(context: ExampleContext): BanRow {
  const { store, at, fields, broadcaster_id, moderator_id, user_id } = context
  const isPermanent = fields.is_permanent ?? store.random.below(2) === 1
  const expires_at = isPermanent ? '' : shifted(at, 10 * Milliseconds.minute).toISOString()
  return {
    broadcaster_id,
    moderator_id,
    user_id,
    reason: 'spam',
    created_at: at.toISOString(),
    expires_at,
  }
}

/** A random unban request, for an event on demand. */
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

/** A random resolution of a request, without a moderator if the user has canceled it. */
function exampleResolution(context: ExampleContext): AnyRequest {
  const request = exampleRequest(context)
  const isCanceled = context.fields.status === 'canceled'
  return isCanceled ? { ...request, status: 'canceled', moderator_id: null, resolution_text: null } : request
}
