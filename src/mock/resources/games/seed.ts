import type { Store } from '../../engine/store.ts'
import type { SeedContext } from '../seed-context.ts'
import type { Game } from './schema.ts'
import { findGame, insertGame } from './store.ts'

/** Categories as Twitch has them: id, name, IGDB id ('' where IGDB does not know it). */
const categories = [
  ['509658', 'Just Chatting', ''],
  ['32982', 'Grand Theft Auto V', '1020'],
  ['21779', 'League of Legends', '115'],
  ['516575', 'VALORANT', '126459'],
  ['27471', 'Minecraft', '121'],
  ['33214', 'Fortnite', '1905'],
  ['511224', 'Apex Legends', '114795'],
  ['29595', 'Dota 2', '2963'],
  ['32399', 'Counter-Strike', '1372'],
  ['1469308723', 'Software and Game Development', ''],
  ['509670', 'Science & Technology', ''],
  ['26936', 'Music', ''],
  ['509660', 'Art', ''],
  ['512710', 'Call of Duty: Warzone', '131800'],
  ['18122', 'World of Warcraft', '123'],
] as const

/** The category that cannot be clipped; no generated channel is in it. */
const unclippable = { id: '498566', name: 'Slots', igdb_id: '' }

/** The categories are the same in every run: a second one adds none. */
export function seedGames(store: Store, context: SeedContext): void {
  for (const [id, name, igdb_id] of categories) {
    context.categories.push({ id, name })
    addGame(store, { id, name, igdb_id })
  }
  addGame(store, { ...unclippable, is_clippable: false })
}

function addGame(store: Store, game: Omit<Game, 'box_art_url'> & { is_clippable?: boolean }): void {
  if (!findGame(store, game.id)) insertGame(store, { ...game, box_art_url: boxArt(game.id) })
}

const boxArt = (id: string) => `https://static-cdn.jtvnw.net/ttv-boxart/${id}-{width}x{height}.jpg`
