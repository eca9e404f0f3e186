import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#create-stream-marker */
export const StreamMarker = t.Object({
  id: t.String(),
  created_at: t.Timestamp(),
  description: t.String(),
  /** From the beginning of the stream. */
  position_seconds: t.Integer(),
})
export type StreamMarker = Static<typeof StreamMarker>

const VideoMarker = t.Object({
  ...StreamMarker.properties,
  url: t.String(),
  /** The same: the reference has `url` in its table and `URL` in its example, which client libraries read. */
  URL: t.String(),
})

/** What one user has marked in a video. Source: https://dev.twitch.tv/docs/api/reference/#get-stream-markers */
export const UserMarkers = t.Object({
  user_id: t.String(),
  user_name: t.String(),
  user_login: t.String(),
  videos: t.Array(t.Object({ video_id: t.String(), markers: t.Array(VideoMarker) })),
})
export type UserMarkers = Static<typeof UserMarkers>
