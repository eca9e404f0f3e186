import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#start-commercial */
export const Commercial = t.Object({
  /** Seconds, like retry_after. */
  length: t.Integer(),
  message: t.String(),
  retry_after: t.Integer(),
})
export type Commercial = Static<typeof Commercial>

/**
 * The answer to a snooze. Times are in seconds since 1970, 0 for none: the documentation has RFC 3339, but client
 * libraries expect numbers.
 */
export const SnoozedAd = t.Object({
  snooze_count: t.Integer(),
  /** When the next snooze becomes available. */
  snooze_refresh_at: t.Integer(),
  next_ad_at: t.Integer(),
})
export type SnoozedAd = Static<typeof SnoozedAd>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-ad-schedule */
export const AdSchedule = t.Object({
  ...SnoozedAd.properties,
  /** The length of the next ad in seconds. */
  duration: t.Integer(),
  last_ad_at: t.Integer(),
  /** The seconds for which no pre-roll ads are shown. */
  preroll_free_time: t.Integer(),
})
export type AdSchedule = Static<typeof AdSchedule>
