import { type Static, t } from '../../../http/schema.ts'

/** The duration of a pin in seconds; without it the pin lasts until the stream ends. */
export const pinDuration = {
  minimum: 30,
  maximum: 1800,
  description: 'Seconds; until the stream ends if it is left out',
}

/**
 * The pinned message of a channel's chat.
 * Source: https://dev.twitch.tv/docs/api/reference/#get-pinned-chat-message
 */
export const Pin = t.Object({
  message_id: t.String(),
  broadcaster_id: t.String(),
  sender_user_id: t.String(),
  sender_user_login: t.String(),
  sender_user_name: t.String(),
  pinned_by_user_id: t.String(),
  pinned_by_user_login: t.String(),
  pinned_by_user_name: t.String(),
  /** The fragments are those of `channel.chat.message`. */
  message: t.Object({ text: t.String(), fragments: t.Array(t.Record(t.String(), t.Unknown())) }),
  starts_at: t.Timestamp(),
  /** Null for a pin that lasts until the stream ends. */
  ends_at: t.Nullable(t.Timestamp()),
  updated_at: t.Timestamp(),
})
export type Pin = Static<typeof Pin>
