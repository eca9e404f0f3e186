import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-authorization-by-user */
export const UserAuthorization = t.Object({
  user_id: t.String(),
  user_name: t.String(),
  user_login: t.String(),
  scopes: t.Array(t.String()),
  has_authorized: t.Boolean(),
})
export type UserAuthorization = Static<typeof UserAuthorization>
