import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { insertCheer } from './store.ts'

/** The number of cheerers: in the first user's channel, and at most in others. */
const CHEERERS = { first: 120, other: 4 }

const MOST_CHEERS = 3

const SHARE_ANONYMOUS = 0.05

const amounts = [1, 10, 50, 100, 100, 250, 500, 1000, 5000]

const words = ['', 'nice!', 'take my Bits', 'that was close', 'gg']

/** Cheers of the last year for every partner and affiliate. */
export function seedCheers(store: Store, { faker, users }: SeedContext): void {
  for (const [index, broadcaster] of users.entries()) {
    if (broadcaster.broadcaster_type === '') continue
    const wanted = index === 0 ? CHEERERS.first : faker.number.int({ max: CHEERERS.other })
    for (const viewer of some(faker, users, wanted, broadcaster)) {
      const cheers = index === 0 ? faker.number.int({ min: 1, max: MOST_CHEERS }) : 1
      for (let n = 0; n < cheers; n++) {
        insertCheer(store, pastCheer(store, faker, broadcaster.id, viewer.id))
      }
    }
  }
}

function pastCheer(store: Store, faker: Faker, broadcaster_id: string, user_id: string) {
  const bits = faker.helpers.arrayElement(amounts)
  const age = faker.number.int({ min: Milliseconds.minute, max: 365 * Milliseconds.day })
  return {
    id: store.id(),
    broadcaster_id,
    user_id: faker.number.float() < SHARE_ANONYMOUS ? null : user_id,
    bits,
    message: `Cheer${bits} ${faker.helpers.arrayElement(words)}`.trim(),
    cheered_at: toSecond(shifted(store.now(), -age)),
  }
}
