import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertCheermote } from './store.ts'

/** Partners have a Cheermote of their own, named after their login, which nobody else has. */
export function seedCheermotes(store: Store, { users }: SeedContext): void {
  for (const { id, login, broadcaster_type, created_at } of users) {
    if (broadcaster_type !== 'partner') continue
    insertCheermote(store, { broadcaster_id: id, prefix: `${login}Cheer`, last_updated: created_at })
  }
}
