import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-clips */
export const Clip = t.Object({
  id: t.String(),
  url: t.String(),
  embed_url: t.String(),
  broadcaster_id: t.String(),
  broadcaster_name: t.String(),
  creator_id: t.String(),
  creator_name: t.String(),
  /** The video of the clip; empty if it is not available, such as after its deletion. */
  video_id: t.String(),
  game_id: t.String(),
  language: t.String(),
  title: t.String(),
  view_count: t.Integer(),
  created_at: t.Timestamp(),
  thumbnail_url: t.String(),
  /** Seconds, to a tenth. */
  duration: t.Number(),
  /** The position in the video at which the clip begins, in seconds. */
  vod_offset: t.Nullable(t.Integer()),
  is_featured: t.Boolean(),
})
export type Clip = Static<typeof Clip>

/** Source: https://dev.twitch.tv/docs/api/reference/#create-clip */
export const CreatedClip = t.Object({ id: t.String(), edit_url: t.String() })
export type CreatedClip = Static<typeof CreatedClip>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-clips-download */
export const ClipDownload = t.Object({
  clip_id: t.String(),
  landscape_download_url: t.Nullable(t.String()),
  /** Null when the clip has no portrait version. */
  portrait_download_url: t.Nullable(t.String()),
})
export type ClipDownload = Static<typeof ClipDownload>
