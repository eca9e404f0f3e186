import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#warn-chat-user */
export const Warning = t.Object({
  broadcaster_id: t.String(),
  user_id: t.String(),
  moderator_id: t.String(),
  reason: t.String(),
})
export type Warning = Static<typeof Warning>
