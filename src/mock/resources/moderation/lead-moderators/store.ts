import { pairsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'

/** The tables of lead moderators. Removing a moderator also removes the lead moderator. */
export const tables = `
  CREATE TABLE IF NOT EXISTS lead_moderators (
    broadcaster_id TEXT NOT NULL, user_id TEXT NOT NULL, created_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id),
    FOREIGN KEY (broadcaster_id, user_id) REFERENCES moderators (broadcaster_id, user_id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;`

/** The lead moderators as /units lists them. */
export const leadModeratorUnits = pairsOf('lead_moderators', 'created_at')

/** Whether a user is a lead moderator of a channel. */
export function isLeadModerator(store: Store, broadcaster_id: string, user_id: string): boolean {
  const sql = 'SELECT 1 FROM lead_moderators WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  return store.get(sql, { broadcaster_id, user_id }) !== undefined
}

/** Inserts a lead moderator, who must be a moderator. */
export function insertLeadModerator(
  store: Store,
  row: { broadcaster_id: string; user_id: string; created_at: string },
): void {
  store.insert('lead_moderators', row)
}

/** Makes a moderator of a channel a lead moderator. */
export function addLeadModerator(store: Store, broadcaster_id: string, user_id: string): void {
  insertLeadModerator(store, { broadcaster_id, user_id, created_at: toSecond(store.now()) })
}

/** Makes a lead moderator an ordinary moderator. */
export function removeLeadModerator(store: Store, broadcaster_id: string, user_id: string): void {
  const sql = 'DELETE FROM lead_moderators WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  store.run(sql, { broadcaster_id, user_id })
}
