import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-streams */
export const Stream = t.Object({
  id: t.String(),
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  /** Empty, like the name, if the channel has no category. */
  game_id: t.String(),
  game_name: t.String(),
  type: t.Enum(['live', '']),
  title: t.String(),
  tags: t.Array(t.String()),
  viewer_count: t.Integer(),
  started_at: t.Timestamp(),
  language: t.String(),
  /** A URL with the placeholders {width} and {height}. */
  thumbnail_url: t.String(),
  /** Always empty, since Twitch has removed its own tags. */
  tag_ids: t.Array(t.String()),
  /** Always false, since content classification labels have replaced it. */
  is_mature: t.Boolean(),
})
export type Stream = Static<typeof Stream>
