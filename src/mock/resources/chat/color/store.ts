import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { UserChatColor } from './schema.ts'

/** The tables of the colors of names in chat. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_colors (
    user_id TEXT PRIMARY KEY REFERENCES users, color TEXT NOT NULL, has_turbo INTEGER NOT NULL
  ) STRICT;`

/** The colors of all users as /units lists them. */
export const colorUnits: Listing<object> = {
  sql: `
    SELECT users.rowid AS _row, users.id AS user_id, ifnull(color, '') AS color,
      ifnull(has_turbo, FALSE) AS has_turbo
    FROM chat_colors RIGHT JOIN users ON users.id = user_id`,
  key: ['_row'],
  read: rowReader<ChatColorRow>({ booleans: ['has_turbo'] }),
}

/** The row as it is stored. */
export interface ChatColorRow {
  user_id: string
  color: string
  /** Turbo and Prime users may choose any color. */
  has_turbo: boolean
}

/** Inserts the color of a user's name. */
export function insertChatColor(store: Store, color: ChatColorRow): void {
  store.insert('chat_colors', { ...color })
}

/** The colors of the existing users among the IDs, each once. */
export function listChatColors(store: Store, user_ids: readonly string[]): UserChatColor[] {
  return store.all(
    `SELECT id AS user_id, login AS user_login, display_name AS user_name, ifnull(color, '') AS color
     FROM users LEFT JOIN chat_colors ON user_id = id
     WHERE id IN (SELECT value FROM json_each($user_ids)) ORDER BY users.rowid`,
    { user_ids },
  )
}

/** The color of a user's name; empty if the user never chose one. */
export const chatColorOf = (store: Store, user_id: string): string =>
  listChatColors(store, [user_id])[0]?.color ?? ''

/** Whether a user has Turbo. */
export function hasTurbo(store: Store, user_id: string): boolean {
  const sql = 'SELECT 1 FROM chat_colors WHERE user_id = $user_id AND has_turbo'
  return store.get(sql, { user_id }) !== undefined
}

/** Changes the color of a user's name. */
export function updateChatColor(store: Store, user_id: string, color: string): void {
  store.run(
    `INSERT INTO chat_colors (user_id, color, has_turbo) VALUES ($user_id, $color, FALSE)
     ON CONFLICT (user_id) DO UPDATE SET color = excluded.color`,
    { user_id, color },
  )
}
