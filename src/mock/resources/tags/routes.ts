import type { Resource } from '../resource.ts'
import { seedTags } from './seed.ts'
import { tables } from './store.ts'
import { units } from './unit.ts'

/** What is left of stream tags: their operations answer 410, see gone.ts. */
export const streamTags: Resource = { tables, seed: { tags: seedTags }, units }
