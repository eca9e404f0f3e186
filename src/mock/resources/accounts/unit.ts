import type { Resource } from '../resource.ts'
import { units as authorizations } from './authorizations/unit.ts'
import { units as clients } from './clients/unit.ts'
import { tables } from './store.ts'
import { units as tokens } from './tokens/unit.ts'

/** The resource of the identity provider, which has no operations in Helix. */
export const accounts: Resource = { tables, units: { ...clients, ...authorizations, ...tokens } }
