import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertEntitlement } from './store.ts'

/** The number of drops that were claimed: by the first user, and by others. */
const DROPS = { first: 25, other: 1 }

const BENEFITS = 6

/** Drops that users claimed this month; the older ones are mostly fulfilled. */
export function seedEntitlements(store: Store, { faker, users, categories }: SeedContext): void {
  const benefits = Array.from({ length: BENEFITS }, () => ({
    benefit_id: store.id(),
    game_id: faker.helpers.arrayElement(categories).id,
  }))
  for (const [index, { id: user_id }] of users.entries()) {
    for (let n = 0; n < (index === 0 ? DROPS.first : DROPS.other); n++) {
      const age = faker.number.int({ min: Milliseconds.minute, max: 30 * Milliseconds.day })
      const timestamp = shifted(store.now(), -age)
      const isFulfilled = faker.number.int({ max: 30 * Milliseconds.day }) < age
      const updated = isFulfilled ? shifted(timestamp, faker.number.int({ max: age })) : timestamp
      insertEntitlement(store, {
        id: store.id(),
        user_id,
        ...faker.helpers.arrayElement(benefits),
        timestamp: timestamp.toISOString(),
        fulfillment_status: isFulfilled ? 'FULFILLED' : 'CLAIMED',
        last_updated: updated.toISOString(),
      })
    }
  }
}
