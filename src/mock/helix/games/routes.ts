import type { Resource } from '../resource.ts'
import { seedGames } from './seed.ts'
import { tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-games */
export const games: Resource = { tables, seed: { categories: seedGames } }
