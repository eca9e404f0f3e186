import type { Store } from '../../store/store.ts'
import type { Game } from './schema.ts'

export const tables = `
  CREATE TABLE IF NOT EXISTS categories (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, box_art_url TEXT NOT NULL, igdb_id TEXT NOT NULL
  ) STRICT;`

export const gameColumns = 'id, name, box_art_url, igdb_id'

export function insertGame(store: Store, game: Game): void {
  store.insert('categories', game)
}

export function findGame(store: Store, id: string): Game | undefined {
  return store.get(`SELECT ${gameColumns} FROM categories WHERE id = $id`, { id })
}
