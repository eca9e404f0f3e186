import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-banned-users */
export const BannedUser = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  /** The end of a timeout; empty for a ban. */
  expires_at: t.String(),
  created_at: t.Timestamp(),
  /** The reason; empty if the moderator gave none. */
  reason: t.String(),
  moderator_id: t.String(),
  moderator_login: t.String(),
  moderator_name: t.String(),
})
export type BannedUser = Static<typeof BannedUser>

/** Source: https://dev.twitch.tv/docs/api/reference/#ban-user */
export const Punishment = t.Object({
  broadcaster_id: t.String(),
  moderator_id: t.String(),
  user_id: t.String(),
  created_at: t.Timestamp(),
  /** The end of a timeout; null for a ban. */
  end_time: t.Nullable(t.Timestamp()),
})
export type Punishment = Static<typeof Punishment>
