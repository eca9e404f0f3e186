import { claimFile } from '../engine/file.ts'
import { Store, type StoreOptions } from '../engine/store.ts'
import { resources } from './registry.ts'

export { fileKind, moveAside, movedFrom, UnusableDatabase } from '../engine/file.ts'
export { FileInUse } from '../engine/lock.ts'
export type { Store } from '../engine/store.ts'
export { FileLost } from '../engine/watched-file.ts'
export { hasUsers } from './users/store.ts'

/** The options of the store. */
export interface OpenOptions extends Omit<StoreOptions, 'tables'> {
  /** Called with the new path of another program's file, if it was moved aside. */
  onMovedAside?: (to: string) => void
}

/**
 * Opens the simulated Twitch: a store with every table and every timer.
 *
 * @throws FileInUse with `keeps`, if another server keeps the file
 * @throws UnusableDatabase with a message that says what to do
 */
export function openMock({ onMovedAside, ...options }: OpenOptions): Store {
  const movedTo = options.path === ':memory:' ? undefined : claimFile(options.path)
  if (movedTo) onMovedAside?.(movedTo)
  const tables = resources.flatMap(({ tables }) => tables ?? [])
  const store = new Store({ ...options, tables })
  for (const { timers } of resources) timers?.(store)
  return store
}
