import { type Static, t } from '../../../http/schema.ts'

/** Who may write, and how often. Source: https://dev.twitch.tv/docs/api/reference/#get-chat-settings */
const modes = {
  broadcaster_id: t.String(),
  emote_mode: t.Boolean(),
  follower_mode: t.Boolean(),
  /** Minutes; null if the mode is off, as the other durations. */
  follower_mode_duration: t.Nullable(t.Integer()),
  slow_mode: t.Boolean(),
  /** Seconds. */
  slow_mode_wait_time: t.Nullable(t.Integer()),
  subscriber_mode: t.Boolean(),
  unique_chat_mode: t.Boolean(),
}

/** What only the channel's moderators see. */
const delay = {
  non_moderator_chat_delay: t.Boolean(),
  /** Seconds. */
  non_moderator_chat_delay_duration: t.Nullable(t.Integer()),
}

/** Source: https://dev.twitch.tv/docs/api/reference/#get-chat-settings */
export const ChatSettings = t.Object({ ...modes, ...delay })
export type ChatSettings = Static<typeof ChatSettings>

/** As a caller sees them who may be a moderator or not. */
export const VisibleChatSettings = t.Object({
  ...modes,
  ...t.Partial(t.Object(delay)).properties,
  /** Only with the scope moderator:read:chat_settings. */
  moderator_id: t.Optional(t.String()),
})
export type VisibleChatSettings = Static<typeof VisibleChatSettings>

/** Source: https://dev.twitch.tv/docs/api/reference/#update-chat-settings */
export const UpdatedChatSettings = t.Object({ ...modes, ...delay, moderator_id: t.String() })
