import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import type { User } from '../../users/schema.ts'
import { hasModeratorRole, insertModerator } from './store.ts'

const MOST_OF_THE_FIRST = 110
const MOST_OF_OTHERS = 3

/** Moderators of every channel, many of the first user's; the first user moderates many channels. */
export function seedModerators(store: Store, { faker, users }: SeedContext): void {
  const [first, ...others] = users
  if (!first) return
  const many = Math.min(MOST_OF_THE_FIRST, Math.floor(users.length / 4))
  // In a small generation most users remain without a role: to be banned, warned and appointed by hand.
  const trusted = users.slice(0, Math.ceil(users.length / 3))
  for (const user of some(faker, trusted, many, first)) appoint(store, faker, first, user)
  for (const broadcaster of others) {
    const wanted = faker.number.int({ max: MOST_OF_OTHERS })
    for (const user of some(faker, users, wanted, broadcaster)) appoint(store, faker, broadcaster, user)
  }
  for (const broadcaster of some(faker, users, many, first)) {
    if (!hasModeratorRole(store, broadcaster.id, first.id)) appoint(store, faker, broadcaster, first)
  }
}

function appoint(store: Store, faker: Faker, broadcaster: User, user: User): void {
  const created = faker.date.between({ from: broadcaster.created_at, to: store.now() })
  insertModerator(store, {
    broadcaster_id: broadcaster.id,
    user_id: user.id,
    created_at: toSecond(created),
  })
}
