import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-bits-leaderboard */
export const Leader = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  rank: t.Integer(),
  /** Bits. */
  score: t.Integer(),
})
export type Leader = Static<typeof Leader>

/** The window of a leaderboard; both members are empty for all time. */
export const DateRange = t.Object({ started_at: t.String(), ended_at: t.String() })
export type DateRange = Static<typeof DateRange>
