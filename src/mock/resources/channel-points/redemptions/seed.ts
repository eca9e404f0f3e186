import type { Faker } from '@faker-js/faker'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { listOffered, type OfferedReward } from '../rewards/store.ts'
import { insertRedemption, type RedemptionRow } from './store.ts'

/** The number of redemptions of a reward: of the first user, and of others. */
const VIEWERS = { first: 60, other: 2 }

const inputs = [
  'The answer is 42',
  'Anything with a good chorus',
  'Sir Reginald',
  'Why that game?',
  'Surprise me',
]

/** Redemptions of the last days: older ones are settled, most newer ones are open, the newest always. */
export function seedRedemptions(store: Store, { faker, users, client }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    if (user.broadcaster_type === '') continue
    for (const reward of listOffered(store, user.id, client.id)) {
      const viewers = some(faker, users, index === 0 ? VIEWERS.first : VIEWERS.other, user)
      for (const [age, viewer] of viewers.entries()) {
        insertRedemption(store, pastRedemption(store, faker, reward, viewer.id, age))
      }
    }
  }
}

/** Redemptions are half a day to a day apart. */
function pastRedemption(
  store: Store,
  faker: Faker,
  reward: OfferedReward,
  user_id: string,
  age: number,
): RedemptionRow {
  const { id, title, prompt, cost, broadcaster_id } = reward
  const ago = (age + faker.number.float({ min: 0.5, max: 1 })) * 12 * Milliseconds.hour
  return {
    id: store.id(),
    broadcaster_id,
    user_id,
    reward: { id, title, prompt, cost },
    user_input: reward.is_user_input_required ? faker.helpers.arrayElement(inputs) : '',
    status: statusOf(faker, reward, age),
    redeemed_at: toSecond(shifted(store.now(), -Math.round(ago))),
  }
}

function statusOf(faker: Faker, reward: OfferedReward, age: number): RedemptionRow['status'] {
  if (reward.should_redemptions_skip_request_queue) return 'FULFILLED'
  const settled = faker.helpers.weightedArrayElement([
    { weight: 4, value: 'FULFILLED' as const },
    { weight: 1, value: 'CANCELED' as const },
  ])
  return age > 0 && faker.datatype.boolean() ? settled : 'UNFULFILLED'
}
