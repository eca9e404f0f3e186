import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#start-a-raid */
export const PendingRaid = t.Object({
  created_at: t.Timestamp(),
  /** Deprecated: always false. */
  is_mature: t.Boolean(),
})
export type PendingRaid = Static<typeof PendingRaid>
