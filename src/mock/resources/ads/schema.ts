import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#start-commercial */
export const Commercial = t.Object({
  /** Seconds, as retry_after. */
  length: t.Integer(),
  message: t.String(),
  retry_after: t.Integer(),
})
export type Commercial = Static<typeof Commercial>

/**
 * What a snooze tells. Times are in seconds since 1970, 0 for none: the documentation says RFC 3339, clients read
 * this.
 */
export const SnoozedAd = t.Object({
  snooze_count: t.Integer(),
  /** When there will be one more. */
  snooze_refresh_at: t.Integer(),
  next_ad_at: t.Integer(),
})
export type SnoozedAd = Static<typeof SnoozedAd>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-ad-schedule */
export const AdSchedule = t.Object({
  ...SnoozedAd.properties,
  /** Seconds that the next ad takes. */
  duration: t.Integer(),
  last_ad_at: t.Integer(),
  /** Seconds left without ads before the stream. */
  preroll_free_time: t.Integer(),
})
export type AdSchedule = Static<typeof AdSchedule>
