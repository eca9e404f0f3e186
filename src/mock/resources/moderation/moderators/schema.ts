import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-moderators */
export const Moderator = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
})
export type Moderator = Static<typeof Moderator>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-moderated-channels */
export const ModeratedChannel = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
})
export type ModeratedChannel = Static<typeof ModeratedChannel>
