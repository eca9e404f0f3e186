import { type Listing, type Page, type PageRequest, page } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { knownCategories, unclippable } from './known.ts'
import type { Game } from './schema.ts'

/** The tables of categories. */
export const tables = `
  CREATE TABLE IF NOT EXISTS categories (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, box_art_url TEXT NOT NULL, igdb_id TEXT NOT NULL,
    is_clippable INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE INDEX IF NOT EXISTS categories_igdb ON categories (igdb_id) WHERE igdb_id <> '';`

/** The columns of a category that Helix writes. */
export const gameColumns = 'id, name, box_art_url, igdb_id'

/** The categories as /units lists them. */
export const categoryUnits: Listing<Game> = {
  sql: `SELECT rowid AS _row, ${gameColumns} FROM categories`,
  key: ['_row'],
}

/** The categories besides those that every store has, in the form of fixtures. */
export const addedCategories: Listing<object> = {
  sql: `SELECT rowid AS _row, ${gameColumns}, is_clippable FROM categories
    WHERE id NOT IN (SELECT value FROM json_each($known))`,
  params: { known: [unclippable.id, ...knownCategories.map(([id]) => id)] },
  key: ['_row'],
  read: rowReader<{ is_clippable: boolean }>({ booleans: ['is_clippable'] }),
}

/** Inserts a category; of one that is not clippable, no clips may be made. */
export function insertGame(store: Store, game: Game & { is_clippable?: boolean }): void {
  store.insert('categories', { is_clippable: true, ...game })
}

/** The category with an ID. */
export function findGame(store: Store, id: string): Game | undefined {
  return store.get(`SELECT ${gameColumns} FROM categories WHERE id = $id`, { id })
}

/** The category that was made first. */
export function firstGame(store: Store): Game | undefined {
  return store.get(`SELECT ${gameColumns} FROM categories ORDER BY rowid LIMIT 1`)
}

/** Whether clips may be made of a category; true for an empty ID, of a channel without a category. */
export function isClippable(store: Store, id: string): boolean {
  return !store.get('SELECT 1 FROM categories WHERE id = $id AND NOT is_clippable', { id })
}

/** The categories with any of the IDs, IGDB IDs or exact names, each once. */
export function listGames(
  store: Store,
  named: { ids: readonly string[]; names: readonly string[]; igdb_ids: readonly string[] },
): Game[] {
  return store.all(
    `SELECT ${gameColumns} FROM categories
     WHERE id IN (SELECT value FROM json_each($ids)) OR name IN (SELECT value FROM json_each($names))
       OR (igdb_id <> '' AND igdb_id IN (SELECT value FROM json_each($igdb_ids)))
     ORDER BY rowid`,
    named,
  )
}

/** The categories of live streams, by their numbers of viewers. */
export function listTopGames(store: Store, request: PageRequest): Page<Game> {
  return page(
    store,
    {
      sql: `
        SELECT ${gameColumns}, viewers AS _viewers
        FROM categories JOIN (
          SELECT game_id, sum(viewer_count) AS viewers FROM streams GROUP BY game_id
        ) ON game_id = id`,
      key: ['_viewers', 'id'],
      descending: true,
    },
    request,
  )
}
