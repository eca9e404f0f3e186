import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertCheermote } from './store.ts'

/** A Cheermote for each partner, named after the login, which is unique. */
export function seedCheermotes(store: Store, { users }: SeedContext): void {
  for (const { id, login, broadcaster_type, created_at } of users) {
    if (broadcaster_type !== 'partner') continue
    insertCheermote(store, { broadcaster_id: id, prefix: `${login}Cheer`, last_updated: created_at })
  }
}
