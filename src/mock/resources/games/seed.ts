import type { Store } from '../../engine/store.ts'
import type { SeedContext } from '../seed-context.ts'
import { boxArt, knownCategories, unclippable } from './known.ts'
import type { Game } from './schema.ts'
import { insertGame, listGames } from './store.ts'

/** The categories. They are the same in every run, so that a second run adds none. */
export function seedGames(store: Store, context: SeedContext): void {
  for (const [id, name, igdb_id] of knownCategories) {
    context.categories.push({ id: addGame(store, { id, name, igdb_id }), name })
  }
  addGame(store, { ...unclippable, is_clippable: false })
}

/** Inserts a category, unless one with its name exists; returns the ID of either. */
function addGame(store: Store, game: Omit<Game, 'box_art_url'> & { is_clippable?: boolean }): string {
  const [known] = listGames(store, { ids: [game.id], names: [game.name], igdb_ids: [] })
  if (!known) insertGame(store, { ...game, box_art_url: boxArt(game.id) })
  return known?.id ?? game.id
}
