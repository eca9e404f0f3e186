import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import type { User } from '../../users/schema.ts'
import { insertFollow } from './store.ts'

/** More than two pages of followers. */
const FOLLOWERS_OF_THE_FIRST = 230
const FOLLOWED_BY_THE_FIRST = 30
const MOST_FOLLOWED_BY_OTHERS = 6

/** Follows: every user follows a few others, and many follow the first user. */
export function seedFollows(store: Store, { faker, users }: SeedContext): void {
  const [first] = users
  if (!first) return
  const follow = (user: User, broadcaster: User) =>
    insertFollow(store, newFollow(store, faker, user, broadcaster))
  for (const user of some(faker, users, FOLLOWERS_OF_THE_FIRST, first)) follow(user, first)
  for (const broadcaster of some(faker, users, FOLLOWED_BY_THE_FIRST, first)) follow(first, broadcaster)
  for (const user of users.slice(1)) {
    const followed = some(faker, users, faker.number.int({ max: MOST_FOLLOWED_BY_OTHERS }), user)
    for (const broadcaster of followed) if (broadcaster !== first) follow(user, broadcaster)
  }
}

/** A follow is younger than both accounts. */
function newFollow(store: Store, faker: Faker, user: User, broadcaster: User) {
  const from = [user.created_at, broadcaster.created_at].sort().at(-1)!
  const followed = faker.date.between({ from, to: store.now() })
  return { broadcaster_id: broadcaster.id, user_id: user.id, followed_at: toSecond(followed) }
}
