import { type Static, t } from '../../../http/schema.ts'

/** The modes of a chat. Source: https://dev.twitch.tv/docs/api/reference/#get-chat-settings */
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

/** The settings that only the channel's moderators see. */
const delay = {
  non_moderator_chat_delay: t.Boolean(),
  /** Seconds. */
  non_moderator_chat_delay_duration: t.Nullable(t.Integer()),
}

/** Source: https://dev.twitch.tv/docs/api/reference/#get-chat-settings */
export const ChatSettings = t.Object({ ...modes, ...delay })
export type ChatSettings = Static<typeof ChatSettings>

/** The settings as any caller gets them: only moderators get the delay. */
export const VisibleChatSettings = t.Object({
  ...modes,
  ...t.Partial(t.Object(delay)).properties,
  /** Only with the scope moderator:read:chat_settings. */
  moderator_id: t.Optional(t.String()),
})
export type VisibleChatSettings = Static<typeof VisibleChatSettings>

/** Source: https://dev.twitch.tv/docs/api/reference/#update-chat-settings */
export const UpdatedChatSettings = t.Object({ ...modes, ...delay, moderator_id: t.String() })

/** The refusal of a mode without its value. */
export const invalidValue = (mode: string, value: string) =>
  `If ${mode} is true, the ${value} field must be set to a valid value.`

/** The changeable settings. Source: https://dev.twitch.tv/docs/api/reference/#update-chat-settings */
export const changeableSettings = {
  emote_mode: t.Optional(t.Boolean()),
  follower_mode: t.Optional(t.Boolean()),
  follower_mode_duration: t.Optional(
    t.Integer({
      minimum: 0,
      maximum: 129_600,
      description: 'Minutes',
      error: invalidValue('follower_mode', 'follower_mode_duration'),
    }),
  ),
  slow_mode: t.Optional(t.Boolean()),
  slow_mode_wait_time: t.Optional(
    t.Integer({
      minimum: 3,
      maximum: 120,
      description: 'Seconds',
      error: invalidValue('slow_mode', 'slow_mode_wait_time'),
    }),
  ),
  non_moderator_chat_delay: t.Optional(t.Boolean()),
  non_moderator_chat_delay_duration: t.Optional(
    t.Integer({
      minimum: 2,
      maximum: 6,
      multipleOf: 2,
      description: 'Seconds',
      error: invalidValue('non_moderator_chat_delay', 'non_moderator_chat_delay_duration'),
    }),
  ),
  subscriber_mode: t.Optional(t.Boolean()),
  unique_chat_mode: t.Optional(t.Boolean()),
}
