import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#search-categories */
export const Category = t.Object({
  id: t.String(),
  name: t.String(),
  /** The URL of an image of 52 to 72 pixels. */
  box_art_url: t.String(),
})
export type Category = Static<typeof Category>

/** Source: https://dev.twitch.tv/docs/api/reference/#search-channels */
export const FoundChannel = t.Object({
  broadcaster_language: t.String(),
  broadcaster_login: t.String(),
  display_name: t.String(),
  /** Empty, like the name, if the channel has no category. */
  game_id: t.String(),
  game_name: t.String(),
  id: t.String(),
  is_live: t.Boolean(),
  /** Always empty, since Twitch has removed its own tags. */
  tag_ids: t.Array(t.String()),
  tags: t.Array(t.String()),
  /** The URL of the broadcaster's profile image. */
  thumbnail_url: t.String(),
  title: t.String(),
  /** Empty when the channel is offline. */
  started_at: t.Union([t.Timestamp(), t.Literal('')]),
})
export type FoundChannel = Static<typeof FoundChannel>
