import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { moderatedFragments } from '../../resources/chat/fragments/wire.ts'
import type { HeldMessage, HeldMessageUpdate } from '../../resources/moderation/automod/messages/store.ts'
import { AUTOMOD_MARK } from '../../resources/moderation/automod/rule.ts'
import type { AutoModSettings } from '../../resources/moderation/automod/settings/schema.ts'
import { findAutoModSettings } from '../../resources/moderation/automod/settings/store.ts'
import { findTerm } from '../../resources/moderation/blocked-terms/matching.ts'
import { findBlockedTerm, type TermsUpdate } from '../../resources/moderation/blocked-terms/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named } from './core/named.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#automodmessagehold */
export const automod: EventGroup = {
  listen(on, store, publish) {
    on('automod.message.hold', (message, at) => {
      for (const announcement of held(store, message, at)) publish(announcement)
      publish(userHeld(store, message, at))
    })
    on('automod.message.update', (update, at) => {
      for (const announcement of decided(store, update, at)) publish(announcement)
      publish(userDecided(store, update, at))
    })
    on('automod.settings.update', (settings, at) => publish(settingsUpdated(store, settings, at)))
    on('automod.terms.update', (update, at) => publish(termsUpdated(store, update, at)))
  },
  examples: {
    'automod.message.hold': (context) => held(context.store, exampleMessage(context), context.at),
    'automod.message.update': (context) => decided(context.store, exampleUpdate(context), context.at),
    'channel.chat.user_message_hold': (context) =>
      userHeld(context.store, exampleOwnMessage(context), context.at),
    'channel.chat.user_message_update': (context) =>
      userDecided(
        context.store,
        { ...exampleUpdate(context), message: exampleOwnMessage(context) },
        context.at,
      ),
    'automod.settings.update': ({ store, at, ...moderation }) =>
      settingsUpdated(store, findAutoModSettings(store, moderation), at),
    'automod.terms.update': ({ store, broadcaster_id, moderator_id, at }) => {
      const terms = ['spoiler']
      const update = {
        broadcaster_id,
        moderator_id,
        action: 'add_blocked',
        from_automod: false,
        terms,
      } as const
      return termsUpdated(store, update, at)
    },
  },
}

function held(store: Store, message: HeldMessage, at: Date): EventSubEvent[] {
  const occasion = { type: 'automod.message.hold', broadcaster_id: message.broadcaster_id, at }
  return [
    inChannel(store, occasion, first(store, message)),
    inChannel(store, { ...occasion, version: '2' }, second(store, message)),
  ]
}

function decided(
  store: Store,
  { message, status, moderator_id }: HeldMessageUpdate,
  at: Date,
): EventSubEvent[] {
  const occasion = { type: 'automod.message.update', broadcaster_id: message.broadcaster_id, at }
  // Nobody decides about a message that expires.
  const decision = { ...named(store, 'moderator_user', moderator_id ?? ''), status }
  return [
    inChannel(store, occasion, { ...first(store, message), ...decision }),
    inChannel(store, { ...occasion, version: '2' }, { ...second(store, message), ...decision }),
  ]
}

/** As version 1 tells of it. A blocked term is of the category "invalid", as Twitch has it. */
function first(store: Store, message: HeldMessage): object {
  const { text, fragments } = bodyOf(store, message)
  return {
    ...heldOf(store, message),
    message: { text, fragments: fragments.map(({ type, ...fragment }) => fragment) },
    category: categoryOf(message) ?? 'invalid',
    level: message.level ?? 0,
  }
}

/** As version 2 tells of it. */
function second(store: Store, message: HeldMessage): object {
  const byTerm = message.category === null
  return {
    ...heldOf(store, message),
    message: bodyOf(store, message),
    reason: byTerm ? 'blocked_term' : 'automod',
    automod: byTerm ? null : offenseOf(message),
    blocked_term: byTerm ? { terms_found: termsIn(store, message) } : null,
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

/** What AutoMod took offense at; if it does not stand there, the whole text. */
function offenseOf(message: HeldMessage): object {
  const { text, level } = message
  const start = text.toLowerCase().indexOf(AUTOMOD_MARK)
  const found =
    start < 0
      ? { start_pos: 0, end_pos: text.length - 1 }
      : { start_pos: start, end_pos: start + AUTOMOD_MARK.length - 1 }
  return { category: categoryOf(message), level, boundaries: [found] }
}

/** The blocked terms in a message, but for those that have been unblocked since. */
function termsIn(store: Store, { broadcaster_id, text, blocked_term_ids }: HeldMessage): object[] {
  return blocked_term_ids.flatMap((term_id) => {
    const term = findBlockedTerm(store, broadcaster_id, term_id)
    const found = term && findTerm(text, term.text)
    if (!found) return []
    return {
      term_id,
      boundary: { start_pos: found.start, end_pos: found.end },
      ...named(store, 'owner_broadcaster_user', broadcaster_id),
    }
  })
}

/** The user who wrote a message is told of it, and nobody else. */
function userHeld(store: Store, message: HeldMessage, at: Date): EventSubEvent {
  const { id, broadcaster_id, user_id } = message
  return inChannel(
    store,
    { type: 'channel.chat.user_message_hold', broadcaster_id, at },
    { ...named(store, 'user', user_id), message_id: id, message: bodyOf(store, message) },
    { user_id },
  )
}

function userDecided(store: Store, { message, status }: HeldMessageUpdate, at: Date): EventSubEvent {
  const { id, broadcaster_id, user_id } = message
  return inChannel(
    store,
    { type: 'channel.chat.user_message_update', broadcaster_id, at },
    {
      ...named(store, 'user', user_id),
      status: status === 'expired' ? 'invalid' : status,
      message_id: id,
      message: bodyOf(store, message),
    },
    { user_id },
  )
}

function settingsUpdated(store: Store, settings: AutoModSettings, at: Date): EventSubEvent {
  const { broadcaster_id, moderator_id, ...levels } = settings
  return inChannel(
    store,
    { type: 'automod.settings.update', broadcaster_id, at },
    { ...named(store, 'moderator_user', moderator_id), ...levels },
  )
}

function termsUpdated(store: Store, update: TermsUpdate, at: Date): EventSubEvent {
  const { broadcaster_id, moderator_id, ...change } = update
  return inChannel(
    store,
    { type: 'automod.terms.update', broadcaster_id, at },
    { ...named(store, 'moderator_user', moderator_id), ...change },
  )
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

/** Written by the one whom the condition names. */
const exampleOwnMessage = (context: ExampleContext): HeldMessage =>
  exampleMessage({ ...context, user_id: context.condition.user_id || context.user_id })

const exampleUpdate = (context: ExampleContext): HeldMessageUpdate => ({
  message: exampleMessage(context),
  status: 'approved',
  moderator_id: context.moderator_id,
})
