import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-vips */
export const Vip = t.Object({
  user_id: t.String(),
  user_name: t.String(),
  user_login: t.String(),
})
export type Vip = Static<typeof Vip>
