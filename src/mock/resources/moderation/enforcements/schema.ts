import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#check-automod-status */
export const AutoModStatus = t.Object({
  /** The ID in the request. */
  msg_id: t.String(),
  is_permitted: t.Boolean(),
})
export type AutoModStatus = Static<typeof AutoModStatus>
