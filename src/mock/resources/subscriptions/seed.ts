import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import { type SeedContext, some, UNRESTRICTED_USERS } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { insertSubscription, type SubscriptionRow } from './store.ts'

/** The number of subscribers: of the first user, and at most of others. */
const SUBSCRIBERS = { first: 150, other: 6 }

/** The largest share of viewers who subscribe to the first user, so that tests always find some who do not. */
const SHARE_OF_VIEWERS = 0.8

const SHARE_OF_GIFTS = 0.25

const tiers = [
  { weight: 17, value: '1000' as const },
  { weight: 2, value: '2000' as const },
  { weight: 1, value: '3000' as const },
]

/** Subscribers of every partner and affiliate; a quarter of the subscriptions are gifts of one of two viewers. */
export function seedSubscriptions(store: Store, { faker, users }: SeedContext): void {
  for (const [index, broadcaster] of users.entries()) {
    if (broadcaster.broadcaster_type === '') continue
    const share = Math.min(SUBSCRIBERS.first, Math.ceil((users.length - 1) * SHARE_OF_VIEWERS))
    const ofTheFirst = Math.max(share, Math.min(UNRESTRICTED_USERS, users.length - 1) - 1)
    const subscribers =
      index === 0
        ? users.slice(1, 1 + ofTheFirst)
        : some(faker, users, faker.number.int({ max: SUBSCRIBERS.other }), broadcaster)
    const gifters = some(faker, users, 2, broadcaster)
    for (const user of subscribers) {
      insertSubscription(store, subscription(store, faker, { broadcaster, user, gifters }))
    }
  }
}

function subscription(
  store: Store,
  faker: Faker,
  { broadcaster, user, gifters }: { broadcaster: User; user: User; gifters: User[] },
): SubscriptionRow {
  const gifter = faker.helpers.arrayElement(gifters)
  const is_gift = gifter !== user && faker.number.float() < SHARE_OF_GIFTS
  const cumulative_months = is_gift ? 1 : faker.number.int({ min: 1, max: 36 })
  const age =
    (cumulative_months - 1) * 30 * Milliseconds.day + faker.number.int({ max: 30 * Milliseconds.day })
  return {
    broadcaster_id: broadcaster.id,
    user_id: user.id,
    tier: faker.helpers.weightedArrayElement(tiers),
    is_gift,
    gifter_id: is_gift ? gifter.id : null,
    cumulative_months,
    streak_months: faker.number.int({ min: 1, max: cumulative_months }),
    subscribed_at: toSecond(shifted(store.now(), -age)),
  }
}
