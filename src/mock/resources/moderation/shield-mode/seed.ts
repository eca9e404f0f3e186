import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertShieldMode } from './store.ts'

const SHARE = 0.1

/** Shield Modes of the first user's and a tenth of the other channels, each of which was active once. */
export function seedShieldModes(store: Store, { faker, users }: SeedContext): void {
  for (const [index, { id }] of users.entries()) {
    if (index > 0 && faker.number.float() > SHARE) continue
    insertShieldMode(store, {
      broadcaster_id: id,
      is_active: false,
      moderator_id: id,
      last_activated_at: faker.date.recent({ days: 90, refDate: store.now() }).toISOString(),
    })
  }
}
