import type { Store } from '../../engine/store.ts'
import { listWornBadges } from '../../resources/chat/badges/worn.ts'
import { listChatColors } from '../../resources/chat/color/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { chatFragments } from '../../resources/chat/fragments/wire.ts'
import { type ChatMessageRow, findMessage, plainMessage } from '../../resources/chat/messages/store.ts'
import type { ChatSettings } from '../../resources/chat/settings/schema.ts'
import { findChatSettings } from '../../resources/chat/settings/store.ts'
import type { EventSubEvent } from '../event.ts'
import { type EventGroup, type ExampleContext, inChannel } from './core/event-group.ts'
import { named, namedOrNull } from './core/named.ts'

const sayings = ['Hello everyone HeyGuys', 'GG', 'that was so close NotLikeThis', 'what did I miss?', 'Kappa']

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchatmessage */
export const chat: EventGroup = {
  listen(on, store, publish) {
    on('chat.message', (message, at) => {
      // An announcement is a notice, not a message.
      if (message.announcement_color === null) publish(written(store, message, at))
    })
    on('chat.message_delete', (message, at) => publish(deleted(store, message, at)))
    on('chat.clear', ({ broadcaster_id }, at) => publish(cleared(store, broadcaster_id, at)))
    on('chat.clear_user_messages', ({ broadcaster_id, user_id }, at) =>
      publish(userCleared(store, broadcaster_id, user_id, at)),
    )
    on('chat.settings.update', ({ before, settings }, at) => {
      const [old, current] = [before, settings].map((modes) => JSON.stringify(modesOf(modes)))
      if (old !== current) publish(settingsUpdated(store, settings, at))
    })
  },
  examples: {
    'channel.chat.message': (context) => written(context.store, exampleMessage(context), context.at),
    'channel.chat.message_delete': (context) => deleted(context.store, exampleMessage(context), context.at),
    'channel.chat.clear': ({ store, broadcaster_id, at }) => cleared(store, broadcaster_id, at),
    'channel.chat.clear_user_messages': ({ store, broadcaster_id, user_id, at }) =>
      userCleared(store, broadcaster_id, user_id, at),
    'channel.chat_settings.update': ({ store, broadcaster_id, at }) =>
      settingsUpdated(store, findChatSettings(store, broadcaster_id), at),
  },
}

/** A message that was just written. */
export function exampleMessage({ store, at, broadcaster_id, user_id }: ExampleContext): ChatMessageRow {
  const writing = { broadcaster_id, user_id, text: sayings[store.random.below(sayings.length)]! }
  return {
    ...writing,
    id: store.id(),
    fragments: parseFragments(store, writing),
    ...plainMessage,
    sent_at: at.toISOString(),
  }
}

/** How a user's name looks in chat. */
export const colorOf = (store: Store, user_id: string): string =>
  listChatColors(store, [user_id])[0]?.color ?? ''

/** Where something in a shared chat came from; without a source it did not come from elsewhere. */
export function sourceOf(
  store: Store,
  user_id: string | null,
  source: Pick<ChatMessageRow, 'source_broadcaster_id' | 'source_message_id'>,
): object {
  const { source_broadcaster_id, source_message_id } = source
  return {
    ...namedOrNull(store, 'source_broadcaster_user', source_broadcaster_id),
    source_message_id,
    source_badges:
      source_broadcaster_id && user_id ? listWornBadges(store, source_broadcaster_id, user_id) : null,
  }
}

function written(store: Store, message: ChatMessageRow, at: Date): EventSubEvent {
  const { broadcaster_id, user_id, bits } = message
  return inChannel(
    store,
    { type: 'channel.chat.message', broadcaster_id, at },
    {
      ...named(store, 'chatter_user', user_id),
      message_id: message.id,
      message: { text: message.text, fragments: chatFragments(message.fragments) },
      message_type: 'text',
      badges: listWornBadges(store, broadcaster_id, user_id),
      cheer: bits === null ? null : { bits },
      color: colorOf(store, user_id),
      reply: replyOf(store, message),
      channel_points_custom_reward_id: message.reward_id,
      ...sourceOf(store, user_id, message),
      is_source_only: message.is_source_only,
    },
  )
}

/** What a message answers to, and what began the thread; null if it answers to none, or to one that is gone. */
function replyOf(store: Store, message: ChatMessageRow): object | null {
  const room = message.source_broadcaster_id ?? message.broadcaster_id
  const parentOf = ({ reply_parent_message_id }: Pick<ChatMessageRow, 'reply_parent_message_id'>) =>
    reply_parent_message_id ? findMessage(store, room, reply_parent_message_id) : undefined
  const parent = parentOf(message)
  if (!parent) return null
  let thread = parent
  for (let above = parentOf(thread); above; above = parentOf(above)) thread = above
  return {
    parent_message_id: parent.id,
    parent_message_body: parent.text,
    ...named(store, 'parent_user', parent.user_id),
    thread_message_id: thread.id,
    ...named(store, 'thread_user', thread.user_id),
  }
}

function deleted(store: Store, { id, broadcaster_id, user_id }: ChatMessageRow, at: Date): EventSubEvent {
  return inChannel(
    store,
    { type: 'channel.chat.message_delete', broadcaster_id, at },
    { ...named(store, 'target_user', user_id), message_id: id },
  )
}

const cleared = (store: Store, broadcaster_id: string, at: Date): EventSubEvent =>
  inChannel(store, { type: 'channel.chat.clear', broadcaster_id, at }, {})

const userCleared = (store: Store, broadcaster_id: string, user_id: string, at: Date): EventSubEvent =>
  inChannel(
    store,
    { type: 'channel.chat.clear_user_messages', broadcaster_id, at },
    named(store, 'target_user', user_id),
  )

const settingsUpdated = (store: Store, settings: ChatSettings, at: Date): EventSubEvent =>
  inChannel(
    store,
    { type: 'channel.chat_settings.update', broadcaster_id: settings.broadcaster_id, at },
    modesOf(settings),
  )

const modesOf = (settings: ChatSettings): object => ({
  emote_mode: settings.emote_mode,
  follower_mode: settings.follower_mode,
  follower_mode_duration_minutes: settings.follower_mode_duration,
  slow_mode: settings.slow_mode,
  slow_mode_wait_time_seconds: settings.slow_mode_wait_time,
  subscriber_mode: settings.subscriber_mode,
  unique_chat_mode: settings.unique_chat_mode,
})
