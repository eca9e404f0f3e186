import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { type SeedContext, some } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { insertPredictor, payOut } from './predictors/store.ts'
import { insertPrediction, newOutcomes, type PredictionRow } from './store.ts'

const questions = [
  { title: 'Do I beat this boss before midnight?', answers: ['Yes', 'No'] },
  { title: 'Deaths in this level?', answers: ['None', 'One to five', 'More than five'] },
  { title: 'Will we win this match?', answers: ['Easily', 'Never'] },
  { title: 'Which team takes the series?', answers: ['Blue', 'Red'] },
  { title: 'How long until I find the key?', answers: ['5 minutes', '20 minutes', 'An hour', 'Never'] },
]

const BELIEVERS = { first: { min: 12, max: 24 }, others: { min: 1, max: 3 } }

/** Resolved and canceled predictions of partners and affiliates, and a running one in a channel of the tail. */
export function seedPredictions(store: Store, { faker, users, tail }: SeedContext): void {
  const running = tail.find(({ broadcaster_type }) => broadcaster_type !== '')
  for (const [index, user] of users.entries()) {
    if (user.broadcaster_type === '') continue
    const believers = () =>
      some(faker, users, faker.number.int(index === 0 ? BELIEVERS.first : BELIEVERS.others), user)
    const statuses = (['RESOLVED', 'CANCELED'] as const).slice(0, user.broadcaster_type === 'partner' ? 2 : 1)
    for (const [age, status] of statuses.entries()) {
      seedPrediction(store, faker, pastPrediction(store, faker, user, status, age + 1), believers())
    }
    if (user === running) seedPrediction(store, faker, runningPrediction(store, faker, user), believers())
  }
}

function seedPrediction(store: Store, faker: Faker, row: PredictionRow, believers: User[]): void {
  insertPrediction(store, row)
  for (const { id: user_id } of believers) {
    const outcome_id = faker.helpers.arrayElement(row.outcomes).id
    const channel_points = faker.number.int({ min: 1, max: 500 }) * 10
    insertPredictor(store, row.id, { user_id, outcome_id, channel_points })
  }
  if (row.winning_outcome_id) payOut(store, row.id, row.winning_outcome_id)
}

function pastPrediction(
  store: Store,
  faker: Faker,
  user: User,
  status: 'RESOLVED' | 'CANCELED',
  weeks: number,
): PredictionRow {
  const created = shifted(
    store.now(),
    -weeks * 7 * Milliseconds.day + faker.number.int({ max: Milliseconds.day }),
  )
  const row = prediction(store, faker, user)
  const locked = shifted(created, row.prediction_window * Milliseconds.second)
  const ended = shifted(locked, faker.number.int({ min: Milliseconds.minute, max: Milliseconds.hour }))
  return {
    ...row,
    winning_outcome_id: status === 'RESOLVED' ? faker.helpers.arrayElement(row.outcomes).id : null,
    status,
    created_at: created.toISOString(),
    ended_at: ended.toISOString(),
    locked_at: locked.toISOString(),
  }
}

function runningPrediction(store: Store, faker: Faker, user: User): PredictionRow {
  const created_at = shifted(store.now(), -Milliseconds.minute).toISOString()
  return {
    ...prediction(store, faker, user),
    winning_outcome_id: null,
    prediction_window: 1800,
    status: 'ACTIVE',
    created_at,
    ended_at: null,
    locked_at: null,
  }
}

function prediction(store: Store, faker: Faker, user: User) {
  const { title, answers } = faker.helpers.arrayElement(questions)
  return {
    id: store.id(),
    broadcaster_id: user.id,
    title,
    outcomes: newOutcomes(store, answers),
    prediction_window: faker.helpers.arrayElement([60, 120, 300, 600]),
  }
}
