import type { Store } from '../engine/store.ts'
import { listWornBadges, type WornBadge } from '../resources/chat/badges/worn.ts'
import { chatColorOf, hasTurbo } from '../resources/chat/color/store.ts'
import { type Fragment, withoutAction } from '../resources/chat/fragments/store.ts'
import { emotePositions } from '../resources/chat/fragments/wire.ts'
import { type ChatMessage, isFirstMessage } from '../resources/chat/messages/store.ts'
import { threadOf } from '../resources/chat/messages/thread.ts'
import type { ChatSettings } from '../resources/chat/settings/schema.ts'
import { findSubscription } from '../resources/subscriptions/store.ts'
import { findUser } from '../resources/users/store.ts'
import type { Tags } from './message.ts'

/** The tags of a user in a channel's chat. Source: https://dev.twitch.tv/docs/chat/irc/#privmsg-tags */
export function chatterTags(store: Store, broadcaster_id: string, user_id: string) {
  const badges = listWornBadges(store, broadcaster_id, user_id)
  const wears = (set_id: string) => badges.some((badge) => badge.set_id === set_id)
  const isModerator = wears('moderator') || wears('lead_moderator')
  return {
    ...badgeTags(badges),
    color: chatColorOf(store, user_id),
    'display-name': findUser(store, user_id)?.display_name ?? '',
    mod: isModerator,
    subscriber: findSubscription(store, broadcaster_id, user_id) !== undefined,
    turbo: hasTurbo(store, user_id),
    'user-id': user_id,
    'user-type': isModerator ? 'mod' : '',
    vip: wears('vip') || undefined,
  } satisfies Tags
}

/** The tags of a message in a channel's chat; USERNOTICE has some of them, too. */
export function messageTags(store: Store, message: ChatMessage): Tags {
  const { broadcaster_id, user_id, id, fragments, bits, reward_id, sent_at } = message
  const inner = withoutAction(fragments)
  return {
    ...chatterTags(store, broadcaster_id, user_id),
    bits: bits ?? undefined,
    'custom-reward-id': reward_id ?? undefined,
    'emote-only': isEmoteOnly(inner) || undefined,
    emotes: emotesTag(inner),
    'first-msg': isFirstMessage(store, message),
    flags: '',
    gifs: gifsTag(inner) || undefined,
    id,
    ...replyTags(store, message),
    'returning-chatter': false,
    'room-id': broadcaster_id,
    ...sourceTags(store, message),
    'tmi-sent-ts': Date.parse(sent_at),
  }
}

/** The positions of emotes, in characters: `25:0-4,6-10/1902:12-16`. */
export function emotesTag(fragments: readonly Fragment[]): string {
  const ranges = Map.groupBy(emotePositions(fragments), ({ id }) => id)
  const written = [...ranges].map(([id, places]) => {
    return `${id}:${places.map(({ begin, end }) => `${begin}-${end}`).join(',')}`
  })
  return written.join('/')
}

/** The positions of GIFs: `0-11|id|url`. */
function gifsTag(fragments: readonly Fragment[]): string {
  let begin = 0
  const written: string[] = []
  for (const fragment of fragments) {
    const length = [...fragment.text].length
    if (fragment.type === 'gif') {
      const { gif_id, url } = fragment.gif
      written.push(`${begin}-${begin + length - 1}|${gif_id}|${url}`)
    }
    begin += length
  }
  return written.join(',')
}

/** The modes of a room; with `before`, only those that have changed. */
export function roomTags(settings: ChatSettings, before?: ChatSettings): Tags {
  const modes = modesOf(settings)
  const old: Tags = before ? modesOf(before) : {}
  const changed = Object.entries(modes).filter(([name, value]) => value !== old[name])
  return { ...Object.fromEntries(changed), 'room-id': settings.broadcaster_id }
}

const modesOf = (settings: ChatSettings) => ({
  'emote-only': settings.emote_mode,
  'followers-only': settings.follower_mode ? (settings.follower_mode_duration ?? 0) : -1,
  r9k: settings.unique_chat_mode,
  slow: settings.slow_mode ? (settings.slow_mode_wait_time ?? 0) : 0,
  'subs-only': settings.subscriber_mode,
})

/** The tags of the badges that a user wears. */
export function badgeTags(badges: readonly WornBadge[], prefix = ''): Record<string, string> {
  return {
    [`${prefix}badge-info`]: badges
      .filter(({ info }) => info !== '')
      .map(({ set_id, info }) => `${set_id}/${info}`)
      .join(','),
    [`${prefix}badges`]: badges.map(({ set_id, id }) => `${set_id}/${id}`).join(','),
  }
}

function isEmoteOnly(fragments: readonly Fragment[]): boolean {
  const words = fragments.filter(({ text }) => text.trim() !== '')
  return words.length > 0 && words.every(({ type }) => type === 'emote')
}

function replyTags(store: Store, message: ChatMessage): Tags {
  const thread = threadOf(store, message)
  if (!thread) return {}
  const { parent, root } = thread
  return {
    'reply-parent-display-name': parent.user_name,
    'reply-parent-msg-body': parent.text,
    'reply-parent-msg-id': parent.id,
    'reply-parent-user-id': parent.user_id,
    'reply-parent-user-login': parent.user_login,
    'reply-thread-parent-display-name': root.user_name,
    'reply-thread-parent-msg-id': root.id,
    'reply-thread-parent-user-id': root.user_id,
    'reply-thread-parent-user-login': root.user_login,
  }
}

/** The tags with the source channel of a message in a shared chat; they are sent in the source channel, too. */
function sourceTags(store: Store, message: ChatMessage): Tags {
  if (message.is_source_only === null) return {}
  const source_id = message.source_broadcaster_id ?? message.broadcaster_id
  return {
    ...badgeTags(listWornBadges(store, source_id, message.user_id), 'source-'),
    'source-id': message.source_message_id ?? message.id,
    'source-only': message.is_source_only,
    'source-room-id': source_id,
  }
}
