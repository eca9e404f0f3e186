import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#search-categories */
export const Category = t.Object({
  id: t.String(),
  name: t.String(),
  /** Of 52 to 72 pixels. */
  box_art_url: t.String(),
})
export type Category = Static<typeof Category>

/** Source: https://dev.twitch.tv/docs/api/reference/#search-channels */
export const FoundChannel = t.Object({
  broadcaster_language: t.String(),
  broadcaster_login: t.String(),
  display_name: t.String(),
  /** Empty, as the name, when no category was chosen. */
  game_id: t.String(),
  game_name: t.String(),
  id: t.String(),
  is_live: t.Boolean(),
  /** Always empty since Twitch's own tags are gone. */
  tag_ids: t.Array(t.String()),
  tags: t.Array(t.String()),
  /** The broadcaster's profile image. */
  thumbnail_url: t.String(),
  title: t.String(),
  /** Empty when the channel is offline. */
  started_at: t.Union([t.Timestamp(), t.Literal('')]),
})
export type FoundChannel = Static<typeof FoundChannel>
