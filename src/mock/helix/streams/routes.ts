import type { Resource } from '../resource.ts'
import { seedStreams } from './seed.ts'
import { tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-streams */
export const streams: Resource = { tables, seed: { streams: seedStreams } }
