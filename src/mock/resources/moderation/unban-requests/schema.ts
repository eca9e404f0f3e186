import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-unban-requests */
export const UnbanRequest = t.Object({
  id: t.String(),
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  /** The moderator who resolved it; null while it is pending. */
  moderator_id: t.Nullable(t.String()),
  moderator_login: t.Nullable(t.String()),
  moderator_name: t.Nullable(t.String()),
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  text: t.String(),
  status: t.Enum(['pending', 'approved', 'denied', 'acknowledged', 'canceled']),
  created_at: t.Timestamp(),
  resolved_at: t.Nullable(t.Timestamp()),
  resolution_text: t.Nullable(t.String()),
})
export type UnbanRequest = Static<typeof UnbanRequest>

/** The decision about a pending request. */
export const Decision = t.Enum(['approved', 'denied'])

/** The moderator's message to the user. */
export const ResolutionText = t.String({ maxLength: 500 })
