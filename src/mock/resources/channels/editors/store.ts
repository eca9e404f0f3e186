import { pairsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { ChannelEditor } from './schema.ts'

/** The tables of editors. */
export const tables = `
  CREATE TABLE IF NOT EXISTS editors (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users, created_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS editors_user ON editors (user_id, broadcaster_id);`

/** The editors as /units lists them. */
export const editorUnits = pairsOf('editors', 'created_at')

/** The row as it is stored. */
export interface EditorRow {
  broadcaster_id: string
  user_id: string
  created_at: string
}

/** Inserts an editor of a channel. */
export function insertEditor(store: Store, editor: EditorRow): void {
  store.insert('editors', { ...editor })
}

/** Whether a user may edit a channel: its broadcaster, or one of its editors. */
export function isEditor(store: Store, broadcaster_id: string, user_id: string): boolean {
  if (broadcaster_id === user_id) return true
  const sql = 'SELECT 1 FROM editors WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  return store.get(sql, { broadcaster_id, user_id }) !== undefined
}

/** A channel's editors, the newest first. */
export function listEditors(store: Store, broadcaster_id: string): ChannelEditor[] {
  const sql = `
    SELECT user_id, display_name AS user_name, editors.created_at
    FROM editors JOIN users ON users.id = user_id
    WHERE broadcaster_id = $broadcaster_id
    ORDER BY editors.created_at DESC, user_id DESC`
  return store.all(sql, { broadcaster_id })
}

/** Makes a user an editor of a channel. */
export function createEditor(store: Store, editor: Omit<EditorRow, 'created_at'>): void {
  insertEditor(store, { ...editor, created_at: toSecond(store.now()) })
}

/** Removes an editor of a channel. */
export function removeEditor(store: Store, broadcaster_id: string, user_id: string): void {
  const sql = 'DELETE FROM editors WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
  store.run(sql, { broadcaster_id, user_id })
}
