import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-user-chat-color */
export const UserChatColor = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  /** Like #9146FF; empty if the user never chose one. */
  color: t.String(),
})
export type UserChatColor = Static<typeof UserChatColor>
