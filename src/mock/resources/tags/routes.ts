import type { Resource } from '../resource.ts'
import { seedTags } from './seed.ts'
import { tables } from './store.ts'
import { units } from './unit.ts'

/** Stream tags, which only /units still lists: their operations in Helix answer 410 (gone.ts). */
export const streamTags: Resource = { tables, seed: { tags: seedTags }, units }
