import { type Page, type PageRequest, page } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, toSecond } from '../../../engine/time.ts'
import type { Video } from '../../videos/schema.ts'
import type { StreamMarker } from './schema.ts'

/** The tables of markers. */
export const tables = `
  CREATE TABLE IF NOT EXISTS stream_markers (
    id TEXT PRIMARY KEY, video_id TEXT NOT NULL REFERENCES videos ON DELETE CASCADE,
    user_id TEXT NOT NULL REFERENCES users, created_at TEXT NOT NULL, description TEXT NOT NULL,
    position_seconds INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS stream_markers_video ON stream_markers (video_id, position_seconds, id);`

/** The row as it is stored: a marker with its video and its author, the broadcaster or an editor. */
export type MarkerRow = StreamMarker & { video_id: string; user_id: string }

/** The marker with the names of its author. */
export type NamedMarker = MarkerRow & { user_login: string; user_name: string }

/** A video's markers, by position. */
export function listMarkers(store: Store, video_id: string, request: PageRequest): Page<NamedMarker> {
  return page(
    store,
    {
      sql: `
        SELECT stream_markers.id AS id, video_id, user_id, login AS user_login, display_name AS user_name,
          stream_markers.created_at AS created_at, stream_markers.description AS description, position_seconds
        FROM stream_markers CROSS JOIN users ON users.id = user_id
        WHERE video_id = $video_id`,
      params: { video_id },
      key: ['position_seconds', 'id'],
    },
    request,
  )
}

/** Inserts a marker. */
export function insertMarker(store: Store, marker: MarkerRow): void {
  store.insert('stream_markers', { ...marker })
}

/** Creates a marker at the present position of a live stream's recording. */
export function createMarker(
  store: Store,
  recording: Video,
  { user_id, description }: Pick<MarkerRow, 'user_id' | 'description'>,
): StreamMarker {
  const now = store.now()
  const marker: StreamMarker = {
    id: newMarkerId(store),
    created_at: toSecond(now),
    description,
    position_seconds: Math.floor((now.getTime() - Date.parse(recording.created_at)) / Milliseconds.second),
  }
  insertMarker(store, { ...marker, video_id: recording.id, user_id })
  return marker
}

/** The ID of a new marker. */
export const newMarkerId = (store: Store) => store.id().replaceAll('-', '')
