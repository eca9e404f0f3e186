import type { Resource } from '../resource.ts'
import { units } from './clients/unit.ts'
import { tables } from './store.ts'

/** What the identity provider knows: no part of Helix, but of the state. */
export const accounts: Resource = { tables, units }
