import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#create-stream-marker */
export const StreamMarker = t.Object({
  id: t.String(),
  created_at: t.Timestamp(),
  description: t.String(),
  /** Seconds from the beginning of the stream. */
  position_seconds: t.Integer(),
})
export type StreamMarker = Static<typeof StreamMarker>

const VideoMarker = t.Object({
  ...StreamMarker.properties,
  url: t.String(),
  /** Equal to `url`: the documentation's table has `url`, but its example, which client libraries follow, `URL`. */
  URL: t.String(),
})

/** The markers of one user. Source: https://dev.twitch.tv/docs/api/reference/#get-stream-markers */
export const UserMarkers = t.Object({
  user_id: t.String(),
  user_name: t.String(),
  user_login: t.String(),
  videos: t.Array(t.Object({ video_id: t.String(), markers: t.Array(VideoMarker) })),
})
export type UserMarkers = Static<typeof UserMarkers>
