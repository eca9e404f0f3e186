import type { Store } from '../../../engine/store.ts'
import { Milliseconds } from '../../../engine/time.ts'
import { findFollow } from '../../channels/follows/store.ts'
import { isVip } from '../../channels/vips/store.ts'
import { findBan } from '../../moderation/bans/store.ts'
import { isModerator } from '../../moderation/moderators/store.ts'
import { findWarning } from '../../moderation/warnings/store.ts'
import { findSubscription } from '../../subscriptions/store.ts'
import { parseFragments } from '../fragments/store.ts'
import type { ChatSettings } from '../settings/schema.ts'
import { findChatSettings } from '../settings/store.ts'
import type { DropReason } from './schema.ts'
import { isRepeated, lastMessage, type NewChatMessage } from './store.ts'

/** A rule of a chat room; returns the reason if it refuses a message. */
type Rule = (store: Store, message: NewChatMessage, settings: ChatSettings) => DropReason | undefined

/**
 * The reason why a channel's chat refuses a message, by the first rule that it breaks. No rules apply to the
 * broadcaster and moderators; only the rules for everybody apply to VIPs.
 */
export function findDropReason(store: Store, message: NewChatMessage): DropReason | undefined {
  const settings = findChatSettings(store, message.broadcaster_id)
  for (const rule of rulesFor(store, message)) {
    const reason = rule(store, message, settings)
    if (reason) return reason
  }
}

function rulesFor(store: Store, { broadcaster_id, user_id }: NewChatMessage): readonly Rule[] {
  if (isModerator(store, broadcaster_id, user_id)) return []
  return isVip(store, broadcaster_id, user_id) ? forEverybody : [...forEverybody, ...forMost]
}

const ban: Rule = (store, { broadcaster_id, user_id }) => {
  const found = findBan(store, broadcaster_id, user_id)
  if (!found) return undefined
  if (!found.expires_at) {
    return { code: 'msg_banned', message: 'You are permanently banned from talking in this channel.' }
  }
  return { code: 'user_timed_out', message: 'You are timed out from talking in the room.' }
}

const followersOnly: Rule = (store, { broadcaster_id, user_id }, settings) => {
  if (!settings.follower_mode) return undefined
  const minutes = settings.follower_mode_duration ?? 0
  const since = findFollow(store, broadcaster_id, user_id)?.followed_at
  const followed = since && store.now().getTime() - Date.parse(since) >= minutes * Milliseconds.minute
  if (followed) return undefined
  const mode = minutes === 0 ? 'followers-only mode' : `${minutes} minutes followers-only mode`
  const advice = since ? 'Continue following to chat!' : 'Follow the channel to join the community!'
  return { code: 'msg_followersonly', message: `This room is in ${mode}. ${advice}` }
}

const slowMode: Rule = (store, { broadcaster_id, user_id }, settings) => {
  const last = settings.slow_mode && lastMessage(store, broadcaster_id, user_id)
  if (!last) return undefined
  const passed = store.now().getTime() - Date.parse(last.sent_at)
  const wait = Math.ceil((settings.slow_mode_wait_time ?? 0) - passed / Milliseconds.second)
  if (wait <= 0) return undefined
  return {
    code: 'msg_slowmode',
    message:
      'This room is in slow mode and you are sending messages too quickly. You will be able to talk again ' +
      `in ${wait} seconds.`,
  }
}

const emoteOnly: Rule = (store, message, settings) => {
  if (!settings.emote_mode) return undefined
  const words = parseFragments(store, message).filter((fragment) => fragment.text.trim() !== '')
  if (words.every(({ type }) => type === 'emote')) return undefined
  return {
    code: 'msg_emoteonly',
    message:
      'This room is in emote-only mode. You can find your currently available emoticons using the smiley ' +
      'in the chat text area.',
  }
}

const uniqueChat: Rule = (store, { broadcaster_id, text }, settings) => {
  if (!settings.unique_chat_mode || !isRepeated(store, broadcaster_id, text)) return undefined
  return {
    code: 'msg_r9k',
    message: 'This room is in unique-chat mode and the message you attempted to send is not unique.',
  }
}

const warning: Rule = (store, { broadcaster_id, user_id }) => {
  if (!findWarning(store, broadcaster_id, user_id)) return undefined
  return { code: 'user_warned', message: 'You must acknowledge a warning before you may chat here again.' }
}

const subscribersOnly: Rule = (store, { broadcaster_id, user_id }, settings) => {
  if (!settings.subscriber_mode || findSubscription(store, broadcaster_id, user_id)) return undefined
  return {
    code: 'msg_subsonly',
    message: 'This room is in subscribers only mode. To talk, purchase a channel subscription.',
  }
}

const forMost: readonly Rule[] = [subscribersOnly, followersOnly, slowMode]
const forEverybody: readonly Rule[] = [ban, warning, emoteOnly, uniqueChat]
