import type { Store } from '../../../store/store.ts'

export const tables = `
  CREATE TABLE IF NOT EXISTS moderators (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users, created_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS moderators_user ON moderators (user_id, broadcaster_id);`

/** Whether a user may moderate a channel: its broadcaster, or one of its moderators. */
export function isModerator(store: Store, broadcaster_id: string, user_id: string): boolean {
  if (broadcaster_id === user_id) return true
  return hasModeratorRole(store, broadcaster_id, user_id)
}

/** Whether a user was made a moderator of a channel. */
export function hasModeratorRole(store: Store, broadcaster_id: string, user_id: string): boolean {
  const sql = 'SELECT 1 FROM moderators WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  return store.get(sql, { broadcaster_id, user_id }) !== undefined
}
