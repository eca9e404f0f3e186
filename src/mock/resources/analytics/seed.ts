import type { Store } from '../../engine/store.ts'
import type { SeedContext } from '../seed-context.ts'
import { insertGameOwner } from './store.ts'

const GAMES = 3

/** Makes the first user the owner of some games. */
export function seedGameOwners(store: Store, { faker, users: [owner], categories }: SeedContext): void {
  if (!owner) return
  for (const { id } of faker.helpers.arrayElements(categories, GAMES)) insertGameOwner(store, owner.id, id)
}
