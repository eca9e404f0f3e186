import type { Store } from '../../store/store.ts'

export const tables = `
  CREATE TABLE IF NOT EXISTS streams (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL UNIQUE REFERENCES users, viewer_count INTEGER NOT NULL,
    started_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS streams_viewers ON streams (viewer_count, id);`

/** A live stream; its title, category, language and tags are those of the channel. A channel that is offline has none. */
export interface StreamRow {
  id: string
  user_id: string
  viewer_count: number
  started_at: string
}

export function insertStream(store: Store, stream: StreamRow): void {
  store.insert('streams', { ...stream })
}

/** The stream of a channel that is live now. */
export function findLiveStream(store: Store, user_id: string): StreamRow | undefined {
  return store.get('SELECT id, user_id, viewer_count, started_at FROM streams WHERE user_id = $user_id', {
    user_id,
  })
}
