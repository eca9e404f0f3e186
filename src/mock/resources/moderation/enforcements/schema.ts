import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#check-automod-status */
export const AutoModStatus = t.Object({
  /** As the request has it. */
  msg_id: t.String(),
  is_permitted: t.Boolean(),
})
export type AutoModStatus = Static<typeof AutoModStatus>
