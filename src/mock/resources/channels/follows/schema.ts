import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-followers */
export const ChannelFollower = t.Object({
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  followed_at: t.Timestamp(),
})
export type ChannelFollower = Static<typeof ChannelFollower>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-followed-channels */
export const FollowedChannel = t.Object({
  broadcaster_id: t.String(),
  broadcaster_login: t.String(),
  broadcaster_name: t.String(),
  followed_at: t.Timestamp(),
})
export type FollowedChannel = Static<typeof FollowedChannel>
