import type { Resource } from '../../resource.ts'
import { tables } from './store.ts'
import { units } from './unit.ts'

/** The clients that are connected to chat over IRC. */
export const chatConnections: Resource = { tables, units }
