import { type Static, t } from '../../http/schema.ts'

const team = {
  background_image_url: t.Nullable(t.String()),
  banner: t.Nullable(t.String()),
  created_at: t.Timestamp(),
  updated_at: t.Timestamp(),
  info: t.String(),
  thumbnail_url: t.Nullable(t.String()),
  team_name: t.String(),
  team_display_name: t.String(),
  id: t.String(),
}

const TeamMember = t.Object({ user_id: t.String(), user_name: t.String(), user_login: t.String() })

/** Source: https://dev.twitch.tv/docs/api/reference/#get-teams */
export const Team = t.Object({ users: t.Array(TeamMember), ...team })
export type Team = Static<typeof Team>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-channel-teams */
export const ChannelTeam = t.Object({
  broadcaster_id: t.String(),
  broadcaster_name: t.String(),
  broadcaster_login: t.String(),
  ...team,
})
export type ChannelTeam = Static<typeof ChannelTeam>
