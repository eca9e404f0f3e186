import type { Store } from '../../engine/store.ts'
import { listWornBadges } from '../../resources/chat/badges/worn.ts'
import { chatColorOf } from '../../resources/chat/color/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { chatFragments } from '../../resources/chat/fragments/wire.ts'
import { type ChatMessageRow, plainMessage } from '../../resources/chat/messages/store.ts'
import { threadOf } from '../../resources/chat/messages/thread.ts'
import type { ChatSettings } from '../../resources/chat/settings/schema.ts'
import { findChatSettings } from '../../resources/chat/settings/store.ts'
import { named, namedOrNull } from '../../resources/users/named.ts'
import { type ExampleContext, events, inChannel, type WrittenEvent } from './core/events.ts'

const sayings = ['Hello everyone HeyGuys', 'GG', 'that was so close NotLikeThis', 'what did I miss?', 'Kappa']

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchatmessage */
export const chat = events({
  'channel.chat.message 1': {
    on: {
      // Announcements are published as channel.chat.notification.
      'chat.message': (store, message) =>
        message.announcement_color === null ? written(store, message) : undefined,
    },
    example: (context) => written(context.store, exampleMessage(context)),
  },
  'channel.chat.message_delete 1': {
    on: { 'chat.message_delete': deleted },
    example: (context) => deleted(context.store, exampleMessage(context)),
  },
  'channel.chat.clear 1': {
    on: { 'chat.clear': (store, { broadcaster_id }) => inChannel(store, broadcaster_id, {}) },
    example: ({ store, broadcaster_id }) => inChannel(store, broadcaster_id, {}),
  },
  'channel.chat.clear_user_messages 1': {
    on: { 'chat.clear_user_messages': userCleared },
    example: (context) => userCleared(context.store, context),
  },
  'channel.chat_settings.update 1': {
    on: {
      'chat.settings.update'(store, { before, settings }) {
        const [old, current] = [before, settings].map((modes) => JSON.stringify(modesOf(modes)))
        return old === current ? undefined : settingsUpdated(store, settings)
      },
    },
    example: ({ store, broadcaster_id }) => settingsUpdated(store, findChatSettings(store, broadcaster_id)),
  },
})

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

/** The source channel of a message or notice in a shared chat; null members if it is from the channel itself. */
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

function written(store: Store, message: ChatMessageRow): WrittenEvent {
  const { broadcaster_id, user_id, bits } = message
  return inChannel(store, broadcaster_id, {
    ...named(store, 'chatter_user', user_id),
    message_id: message.id,
    message: { text: message.text, fragments: chatFragments(message.fragments) },
    message_type: 'text',
    badges: listWornBadges(store, broadcaster_id, user_id),
    cheer: bits === null ? null : { bits },
    color: chatColorOf(store, user_id),
    reply: replyOf(store, message),
    channel_points_custom_reward_id: message.reward_id,
    channel_points_animation_id: null,
    ...sourceOf(store, user_id, message),
    is_source_only: message.is_source_only,
  })
}

/** The parent of a reply and the first message of its thread; null for other messages and if the parent is gone. */
function replyOf(store: Store, message: ChatMessageRow): object | null {
  const thread = threadOf(store, message)
  if (!thread) return null
  const { parent, root } = thread
  return {
    parent_message_id: parent.id,
    parent_message_body: parent.text,
    ...named(store, 'parent_user', parent.user_id),
    thread_message_id: root.id,
    ...named(store, 'thread_user', root.user_id),
  }
}

function deleted(store: Store, { id, broadcaster_id, user_id }: ChatMessageRow): WrittenEvent {
  return inChannel(store, broadcaster_id, { ...named(store, 'target_user', user_id), message_id: id })
}

function userCleared(
  store: Store,
  { broadcaster_id, user_id }: Pick<ChatMessageRow, 'broadcaster_id' | 'user_id'>,
): WrittenEvent {
  return inChannel(store, broadcaster_id, named(store, 'target_user', user_id))
}

function settingsUpdated(store: Store, settings: ChatSettings): WrittenEvent {
  return inChannel(store, settings.broadcaster_id, modesOf(settings))
}

const modesOf = (settings: ChatSettings): object => ({
  emote_mode: settings.emote_mode,
  follower_mode: settings.follower_mode,
  follower_mode_duration_minutes: settings.follower_mode_duration,
  slow_mode: settings.slow_mode,
  slow_mode_wait_time_seconds: settings.slow_mode_wait_time,
  subscriber_mode: settings.subscriber_mode,
  unique_chat_mode: settings.unique_chat_mode,
})
