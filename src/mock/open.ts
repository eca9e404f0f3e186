import { tables as authTables } from './auth/store.ts'
import { resources } from './helix/resources.ts'
import { Store, type StoreOptions } from './store/store.ts'

/** Opens the simulated Twitch: a store with every table and every timer. */
export function openMock(options: Omit<StoreOptions, 'tables'>): Store {
  const tables = resources.flatMap(({ tables }) => tables ?? [])
  const store = new Store({ ...options, tables: [...tables, authTables] })
  for (const { timers } of resources) timers?.(store)
  return store
}
