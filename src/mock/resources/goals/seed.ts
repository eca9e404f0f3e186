import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import { countFollowers } from '../channels/follows/store.ts'
import type { SeedContext } from '../seed-context.ts'
import { countSubscriptions } from '../subscriptions/store.ts'
import type { User } from '../users/schema.ts'
import type { Goal } from './schema.ts'
import { insertGoal } from './store.ts'

const descriptions: Record<Goal['type'], string> = {
  follower: 'On the way to the next follower party',
  subscription: 'Sub points for a new emote',
  subscription_count: 'Enough subs for a charity marathon',
  new_subscription: '',
  new_subscription_count: 'New subs this month',
  new_bit: 'Bits for a new camera',
  new_cheerer: 'Cheerers who are new here',
}

const types = Object.keys(descriptions) as Goal['type'][]

/** A half-reached goal for every partner and affiliate; the first user has one of every type. */
export function seedGoals(store: Store, { faker, users }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    if (user.broadcaster_type === '') continue
    for (const type of index === 0 ? types : [faker.helpers.arrayElement(types)]) {
      insertGoal(store, goal(store, faker, user, type))
    }
  }
}

function goal(store: Store, faker: Faker, user: User, type: Goal['type']) {
  const current_amount = amountOf(store, faker, user, type)
  const age = faker.number.int({ min: Milliseconds.day, max: 30 * Milliseconds.day })
  return {
    id: store.id(),
    broadcaster_id: user.id,
    type,
    description: descriptions[type],
    current_amount,
    target_amount: Math.ceil((current_amount + faker.number.int({ min: 1, max: 50 })) / 10) * 10,
    created_at: toSecond(shifted(store.now(), -age)),
  }
}

function amountOf(store: Store, faker: Faker, { id }: User, type: Goal['type']): number {
  const { total, points } = countSubscriptions(store, id)
  if (type === 'follower') return countFollowers(store, id)
  if (type === 'subscription') return points
  if (type === 'subscription_count') return total
  return faker.number.int({ max: total })
}
