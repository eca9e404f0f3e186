import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import type { User } from '../../users/schema.ts'
import { hasModeratorRole, insertModerator } from './store.ts'

const MOST_OF_THE_FIRST = 110
const MOST_OF_OTHERS = 3

const PICKED_FROM_THE_END = 5

/** Moderators of channels from the tail, most in the first user's; the first user moderates channels of the tail. */
export function seedModerators(store: Store, { faker, users, tail }: SeedContext): void {
  const [first, ...others] = users
  if (!first) return
  const many = Math.min(MOST_OF_THE_FIRST, tail.length / 4)
  // The end of the list stays without roles: the first user bans users there, and tests pick users from there.
  const candidates = tail.length > 2 * PICKED_FROM_THE_END ? tail.slice(0, -PICKED_FROM_THE_END) : tail
  for (const user of some(faker, candidates, Math.floor(many))) appoint(store, faker, first, user)
  for (const broadcaster of others) {
    const wanted = faker.number.int({ max: MOST_OF_OTHERS })
    for (const user of some(faker, tail, wanted, broadcaster)) appoint(store, faker, broadcaster, user)
  }
  for (const broadcaster of some(faker, tail, Math.ceil(many))) {
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
