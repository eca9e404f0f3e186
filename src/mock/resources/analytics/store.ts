import { type Page, type PageRequest, page } from '../../engine/page.ts'
import type { Store } from '../../engine/store.ts'

/** The table of games' owners, who alone may read the games' reports. */
export const tables = `
  CREATE TABLE IF NOT EXISTS game_owners (
    user_id TEXT NOT NULL REFERENCES users, game_id TEXT NOT NULL REFERENCES categories, PRIMARY KEY (user_id, game_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS game_owners_game ON game_owners (game_id);`

/** Inserts the owner of a game. */
export function insertGameOwner(store: Store, user_id: string, game_id: string): void {
  store.insert('game_owners', { user_id, game_id })
}

/** Whether a user owns a game, and may read its reports. */
export function ownsGame(store: Store, user_id: string, game_id: string): boolean {
  const sql = 'SELECT 1 FROM game_owners WHERE user_id = $user_id AND game_id = $game_id'
  return store.get(sql, { user_id, game_id }) !== undefined
}

/** The IDs of the games that a user owns. */
export function listOwnedGameIds(store: Store, user_id: string, request: PageRequest): Page<{ id: string }> {
  const sql = 'SELECT game_id AS id FROM game_owners WHERE user_id = $user_id'
  return page(store, { sql, params: { user_id }, key: ['id'] }, request)
}
