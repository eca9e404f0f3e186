import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { moderatedFragments } from '../../resources/chat/fragments/wire.ts'
import type { HeldMessage, HeldMessageUpdate } from '../../resources/moderation/automod/messages/store.ts'
import { AUTOMOD_MARK } from '../../resources/moderation/automod/rule.ts'
import type { AutoModSettings } from '../../resources/moderation/automod/settings/schema.ts'
import { findAutoModSettings } from '../../resources/moderation/automod/settings/store.ts'
import { findTerm } from '../../resources/moderation/blocked-terms/matching.ts'
import type { BlockedTerm } from '../../resources/moderation/blocked-terms/schema.ts'
import {
  findBlockedTerm,
  listBlockedTerms,
  type TermsUpdate,
} from '../../resources/moderation/blocked-terms/store.ts'
import { named } from '../../resources/users/named.ts'
import { type ExampleContext, events, exampleOfKind, inChannel, type WrittenEvent } from './core/events.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#automodmessagehold */
export const automod = events({
  'automod.message.hold 1': {
    on: { 'automod.message.hold': (store, message) => held(store, message, versionOne) },
    example: (context) => held(context.store, exampleMessage(context), versionOne),
  },
  'automod.message.hold 2': {
    on: { 'automod.message.hold': (store, message) => held(store, message, versionTwo) },
    example(context) {
      const [message, version] = exampleByReason(context)
      return held(context.store, message, version)
    },
  },
  'automod.message.update 1': {
    on: { 'automod.message.update': (store, update) => decided(store, update, versionOne) },
    example: (context) => decided(context.store, exampleUpdate(context), versionOne),
  },
  'automod.message.update 2': {
    on: { 'automod.message.update': (store, update) => decided(store, update, versionTwo) },
    example(context) {
      const [message, version] = exampleByReason(context)
      return decided(context.store, { ...exampleUpdate(context), message }, version)
    },
  },
  'channel.chat.user_message_hold 1': {
    on: { 'automod.message.hold': userHeld },
    example: (context) => userHeld(context.store, exampleOwnMessage(context)),
  },
  'channel.chat.user_message_update 1': {
    on: { 'automod.message.update': userDecided },
    example: (context) =>
      userDecided(context.store, { ...exampleUpdate(context), message: exampleOwnMessage(context) }),
  },
  'automod.settings.update 1': {
    on: { 'automod.settings.update': settingsUpdated },
    example: ({ store, ...moderation }) => settingsUpdated(store, findAutoModSettings(store, moderation)),
  },
  'automod.terms.update 1': {
    on: { 'automod.terms.update': termsUpdated },
    example: ({ store, broadcaster_id, moderator_id }) =>
      termsUpdated(store, {
        broadcaster_id,
        moderator_id,
        action: 'add_blocked',
        from_automod: false,
        terms: ['spoiler'],
      }),
  },
})

type Term = Pick<BlockedTerm, 'id' | 'text'>

type Version = (store: Store, message: HeldMessage) => object

function held(store: Store, message: HeldMessage, version: Version): WrittenEvent {
  return inChannel(store, message.broadcaster_id, version(store, message))
}

/** The event of a decision about a message; an expired message has no moderator. */
function decided(
  store: Store,
  { message, status, moderator_id }: HeldMessageUpdate,
  version: Version,
): WrittenEvent {
  return inChannel(store, message.broadcaster_id, {
    ...version(store, message),
    ...named(store, 'moderator_user', moderator_id ?? ''),
    status,
  })
}

/** The message in version 1, where a blocked term has the category "invalid", as on Twitch. */
function versionOne(store: Store, message: HeldMessage): object {
  const { text, fragments } = bodyOf(store, message)
  return {
    ...heldOf(store, message),
    message: { text, fragments },
    category: categoryOf(message) ?? 'invalid',
    level: message.level ?? 0,
  }
}

/** The message in version 2. */
function versionTwo(store: Store, message: HeldMessage, terms = blockedTermsIn(store, message)): object {
  const byTerm = message.category === null
  return {
    ...heldOf(store, message),
    message: bodyOf(store, message),
    reason: byTerm ? 'blocked_term' : 'automod',
    automod: byTerm ? null : offenseOf(message),
    blocked_term: byTerm ? { terms_found: found(store, message, terms) } : null,
  }
}

const heldOf = (store: Store, { id, user_id, held_at }: HeldMessage) => ({
  ...named(store, 'user', user_id),
  message_id: id,
  held_at: toNanosecond(new Date(held_at)),
})

function bodyOf(store: Store, message: HeldMessage) {
  const fragments = moderatedFragments(parseFragments(store, message)) as { type: string }[]
  return { text: message.text, fragments }
}

const categoryOf = ({ category }: HeldMessage) => (category === 'aggression' ? 'aggressive' : category)

/** The offending part of the text with its position; the whole text if the part is not found. */
function offenseOf(message: HeldMessage): object {
  const { text, level } = message
  const start = text.toLowerCase().indexOf(AUTOMOD_MARK)
  const found =
    start < 0
      ? { start_pos: 0, end_pos: text.length - 1 }
      : { start_pos: start, end_pos: start + AUTOMOD_MARK.length - 1 }
  return { category: categoryOf(message), level, boundaries: [found] }
}

/** The blocked terms for which a message is held, except those that were removed meanwhile. */
const blockedTermsIn = (store: Store, { broadcaster_id, blocked_term_ids }: HeldMessage): Term[] =>
  blocked_term_ids.flatMap((id) => findBlockedTerm(store, broadcaster_id, id) ?? [])

function found(store: Store, { broadcaster_id, text }: HeldMessage, terms: readonly Term[]): object[] {
  return terms.flatMap((term) => {
    const place = findTerm(text, term.text)
    if (!place) return []
    return {
      term_id: term.id,
      boundary: { start_pos: place.start, end_pos: place.end },
      ...named(store, 'owner_broadcaster_user', broadcaster_id),
    }
  })
}

/** The event for the author of a held message only. */
function userHeld(store: Store, message: HeldMessage): WrittenEvent {
  const { id, broadcaster_id, user_id } = message
  return inChannel(
    store,
    broadcaster_id,
    { ...named(store, 'user', user_id), message_id: id, message: bodyOf(store, message) },
    { user_id },
  )
}

function userDecided(store: Store, { message, status }: HeldMessageUpdate): WrittenEvent {
  const { id, broadcaster_id, user_id } = message
  return inChannel(
    store,
    broadcaster_id,
    {
      ...named(store, 'user', user_id),
      status: status === 'expired' ? 'invalid' : status,
      message_id: id,
      message: bodyOf(store, message),
    },
    { user_id },
  )
}

function settingsUpdated(store: Store, settings: AutoModSettings): WrittenEvent {
  const { broadcaster_id, moderator_id, ...levels } = settings
  return inChannel(store, broadcaster_id, { ...named(store, 'moderator_user', moderator_id), ...levels })
}

function termsUpdated(store: Store, update: TermsUpdate): WrittenEvent {
  const { broadcaster_id, moderator_id, ...change } = update
  return inChannel(store, broadcaster_id, { ...named(store, 'moderator_user', moderator_id), ...change })
}

function exampleMessage({ store, at, broadcaster_id, user_id }: ExampleContext): HeldMessage {
  return {
    id: store.id(),
    broadcaster_id,
    user_id,
    text: `this is what AutoMod holds: ${AUTOMOD_MARK} Cheer100`,
    reply_parent_message_id: null,
    category: 'aggression',
    level: 4,
    blocked_term_ids: [],
    held_at: at.toISOString(),
  }
}

const exampleReasons: Readonly<Record<string, (context: ExampleContext) => [HeldMessage, Version]>> = {
  automod: (context) => [exampleMessage(context), versionTwo],
  blocked_term(context) {
    const { store, broadcaster_id } = context
    const [known] = listBlockedTerms(store, broadcaster_id, { first: 1 }).items
    const term = known ?? { id: store.id(), text: 'spoiler' }
    const message = { ...exampleMessage(context), text: term.text, category: null, level: null }
    return [message, (store, message) => versionTwo(store, message, [term])]
  },
}

/** A message that is held for the requested reason, and the version's function for it. */
const exampleByReason = (context: ExampleContext): [HeldMessage, Version] =>
  exampleOfKind(exampleReasons, context.fields.reason, context)(context)

/** A message of the user in the condition. */
const exampleOwnMessage = (context: ExampleContext): HeldMessage =>
  exampleMessage({ ...context, user_id: context.condition.user_id || context.user_id })

const exampleUpdate = (context: ExampleContext): HeldMessageUpdate => ({
  message: exampleMessage(context),
  status: 'approved',
  moderator_id: context.moderator_id,
})
