import type { Store } from '../../../engine/store.ts'

const SECRET_LENGTH = 30

/** The tables of stream keys. */
export const tables = `
  CREATE TABLE IF NOT EXISTS stream_keys (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, stream_key TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;`

/** The stream key of a channel, which is created at the first access. */
export function streamKeyOf(store: Store, broadcaster_id: string): string {
  const stream_key = `live_${broadcaster_id}_${store.random.token(SECRET_LENGTH)}`
  const sql = `INSERT INTO stream_keys (broadcaster_id, stream_key) VALUES ($broadcaster_id, $stream_key)
    ON CONFLICT DO UPDATE SET stream_key = stream_keys.stream_key RETURNING stream_key`
  return store.transaction(() => store.get<{ stream_key: string }>(sql, { broadcaster_id, stream_key })!)
    .stream_key
}
