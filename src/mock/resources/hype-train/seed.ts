import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { type SeedContext, some } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { advanceLevel, type Contribution, insertTrain, pointsOf, sum } from './store.ts'

const SHARE_WITH_TRAIN = 0.3

const tiers = [500, 500, 500, 1000, 2500]

/** Hype Trains of some partners and affiliates; the first user also has a shared one and a running one. */
export function seedHypeTrains(store: Store, { faker, users }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    if (user.broadcaster_type === '') continue
    if (index > 0 && faker.number.float() > SHARE_WITH_TRAIN) continue
    const crew = some(faker, users, 6, user)
    insertPastTrain(store, faker, [user], crew)
    if (index > 0) continue
    const others = users.filter((other) => other !== user && other.broadcaster_type !== '')
    if (others.length > 0) insertPastTrain(store, faker, [user, ...some(faker, others, 2)], crew)
    insertRunningTrain(store, faker, user, crew)
  }
}

function insertPastTrain(store: Store, faker: Faker, channels: User[], crew: User[]): void {
  const started = shifted(
    store.now(),
    -faker.number.int({ min: Milliseconds.day, max: 200 * Milliseconds.day }),
  )
  const expired = shifted(started, faker.number.int({ min: 5, max: 20 }) * Milliseconds.minute)
  const ended_at = expired.toISOString()
  insert(store, channels, contributionsOf(faker, crew, channels.length), {
    started,
    expired,
    ended_at,
  })
}

function insertRunningTrain(store: Store, faker: Faker, user: User, crew: User[]): void {
  const started = shifted(store.now(), -Milliseconds.minute)
  const expired = shifted(store.now(), 4 * Milliseconds.minute)
  insert(store, [user], contributionsOf(faker, crew, 1), { started, expired, ended_at: null })
}

function insert(
  store: Store,
  channels: User[],
  contributions: Contribution[],
  { started, expired, ended_at }: { started: Date; expired: Date; ended_at: string | null },
): void {
  const total = sum(contributions)
  const train = {
    id: store.id(),
    type: 'regular' as const,
    is_shared_train: channels.length > 1,
    ...advanceLevel({ level: 1, progress: 0, goal: pointsOf(1) }, total),
    total,
    started_at: started.toISOString(),
    expires_at: expired.toISOString(),
    achieved_at: ended_at ?? store.now().toISOString(),
    ended_at,
  }
  insertTrain(
    store,
    train,
    channels.map(({ id }) => id),
    contributions,
  )
}

function contributionsOf(faker: Faker, crew: User[], channels: number): Contribution[] {
  return crew.map(({ id: user_id }) =>
    faker.datatype.boolean()
      ? { user_id, type: 'bits', total: channels * faker.number.int({ min: 100, max: 1500 }) }
      : { user_id, type: 'subscription', total: channels * faker.helpers.arrayElement(tiers) },
  )
}
