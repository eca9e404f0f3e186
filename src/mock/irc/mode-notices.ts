import type { ChatSettings } from '../resources/chat/settings/schema.ts'

type ModeNotice = readonly [code: string, text: string]

/**
 * The notices to a room about changed modes, one for each mode.
 * Source: https://dev.twitch.tv/docs/chat/irc/#notice-message-ids
 */
export function modeNotices(before: ChatSettings, settings: ChatSettings): ModeNotice[] {
  const changed = (['emote_mode', 'subscriber_mode', 'unique_chat_mode'] as const).filter(
    (mode) => before[mode] !== settings[mode],
  )
  const notices: ModeNotice[] = changed.map((mode) => switches[mode][settings[mode] ? 'on' : 'off'])
  if (differs(before, settings, ['slow_mode', 'slow_mode_wait_time'])) notices.push(slowNotice(settings))
  if (differs(before, settings, ['follower_mode', 'follower_mode_duration']))
    notices.push(followersNotice(settings))
  return notices
}

const switches = {
  emote_mode: {
    on: ['emote_only_on', 'This room is now in emote-only mode.'],
    off: ['emote_only_off', 'This room is no longer in emote-only mode.'],
  },
  subscriber_mode: {
    on: ['subs_on', 'This room is now in subscribers-only mode.'],
    off: ['subs_off', 'This room is no longer in subscribers-only mode.'],
  },
  unique_chat_mode: {
    on: ['r9k_on', 'This room is now in unique-chat mode.'],
    off: ['r9k_off', 'This room is no longer in unique-chat mode.'],
  },
} as const

function slowNotice({ slow_mode, slow_mode_wait_time }: ChatSettings): ModeNotice {
  if (!slow_mode) return ['slow_off', 'This room is no longer in slow mode.']
  return [
    'slow_on',
    `This room is now in slow mode. You may send messages every ${slow_mode_wait_time} seconds.`,
  ]
}

function followersNotice({ follower_mode, follower_mode_duration: minutes }: ChatSettings): ModeNotice {
  if (!follower_mode) return ['followers_off', 'This room is no longer in followers-only mode.']
  if (!minutes) return ['followers_on_zero', 'This room is now in followers-only mode.']
  return ['followers_on', `This room is now in ${minutes} minutes followers-only mode.`]
}

const differs = (before: ChatSettings, settings: ChatSettings, members: readonly (keyof ChatSettings)[]) =>
  members.some((member) => before[member] !== settings[member])
