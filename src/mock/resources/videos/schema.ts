import { type Static, t } from '../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-videos */
export const Video = t.Object({
  id: t.String(),
  /** The recorded stream of an archive; null for other videos. */
  stream_id: t.Nullable(t.String()),
  user_id: t.String(),
  user_login: t.String(),
  user_name: t.String(),
  title: t.String(),
  description: t.String(),
  created_at: t.Timestamp(),
  published_at: t.Timestamp(),
  url: t.String(),
  /** A URL with the placeholders %{width} and %{height}. */
  thumbnail_url: t.String(),
  viewable: t.Enum(['public']),
  view_count: t.Integer(),
  language: t.String(),
  type: t.Enum(['archive', 'highlight', 'upload']),
  /** For example 1h0m33s. */
  duration: t.String(),
  /** Seconds. */
  muted_segments: t.Nullable(t.Array(t.Object({ duration: t.Integer(), offset: t.Integer() }))),
})
export type Video = Static<typeof Video>
