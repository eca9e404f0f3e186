import type { Store } from '../../engine/store.ts'
import type { SeedContext } from '../seed-context.ts'
import { boxArt, knownCategories, unclippable } from './known.ts'
import type { Game } from './schema.ts'
import { findGame, insertGame } from './store.ts'

/** The categories are the same in every run: a second one adds none. */
export function seedGames(store: Store, context: SeedContext): void {
  for (const [id, name, igdb_id] of knownCategories) {
    context.categories.push({ id, name })
    addGame(store, { id, name, igdb_id })
  }
  addGame(store, { ...unclippable, is_clippable: false })
}

function addGame(store: Store, game: Omit<Game, 'box_art_url'> & { is_clippable?: boolean }): void {
  if (!findGame(store, game.id)) insertGame(store, { ...game, box_art_url: boxArt(game.id) })
}
