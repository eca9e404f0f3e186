import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-editors */
export const ChannelEditor = t.Object({
  user_id: t.String(),
  user_name: t.String(),
  created_at: t.Timestamp(),
})
export type ChannelEditor = Static<typeof ChannelEditor>
