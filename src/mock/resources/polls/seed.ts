import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import type { SeedContext } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import type { Poll } from './schema.ts'
import { insertPoll, newChoice } from './store.ts'

const questions = [
  {
    title: 'What should we play next?',
    answers: ['The same again', 'Something cosy', 'A horror game', 'Chat decides'],
  },
  { title: 'Who wins this round?', answers: ['Streamer', 'The boss', 'Nobody'] },
  { title: 'Hats on stream?', answers: ['Always', 'Never', 'Only on Fridays'] },
  { title: 'How long do we go today?', answers: ['One more hour', 'Until midnight', 'No end'] },
  { title: 'Pineapple on pizza?', answers: ['Yes', 'No'] },
]

const endings = ['COMPLETED', 'TERMINATED', 'ARCHIVED'] as const

/** Ended polls of every kind for partners, one for affiliates; one still runs in a channel of the tail. */
export function seedPolls(store: Store, { faker, users, tail }: SeedContext): void {
  const running = tail.find(({ broadcaster_type }) => broadcaster_type !== '')
  for (const user of users) {
    if (user.broadcaster_type === '') continue
    const statuses = endings.slice(0, user.broadcaster_type === 'partner' ? endings.length : 1)
    for (const [age, status] of statuses.entries()) {
      insertPoll(store, pastPoll(store, faker, user, status, age + 1))
    }
    if (user === running) insertPoll(store, runningPoll(store, faker, user))
  }
}

function pastPoll(store: Store, faker: Faker, user: User, status: Poll['status'], weeks: number) {
  const duration = faker.helpers.arrayElement([60, 120, 300, 600])
  const started = shifted(
    store.now(),
    -weeks * 7 * Milliseconds.day + faker.number.int({ max: Milliseconds.day }),
  )
  const lasted = status === 'COMPLETED' ? duration : faker.number.int({ min: 15, max: duration })
  return {
    ...poll(store, faker, user, duration),
    status,
    started_at: started.toISOString(),
    ended_at: shifted(started, lasted * Milliseconds.second).toISOString(),
  }
}

function runningPoll(store: Store, faker: Faker, user: User) {
  const started_at = shifted(store.now(), -Milliseconds.minute).toISOString()
  return { ...poll(store, faker, user, 1800), status: 'ACTIVE' as const, started_at, ended_at: null }
}

function poll(store: Store, faker: Faker, user: User, duration: number) {
  const { title, answers } = faker.helpers.arrayElement(questions)
  const withPoints = faker.datatype.boolean()
  const choices = answers.map((answer) => {
    const points = withPoints ? faker.number.int({ max: 40 }) : 0
    return {
      ...newChoice(store, answer),
      votes: points + faker.number.int({ max: 400 }),
      channel_points_votes: points,
    }
  })
  return {
    id: store.id(),
    broadcaster_id: user.id,
    title,
    choices,
    bits_voting_enabled: false,
    bits_per_vote: 0,
    channel_points_voting_enabled: withPoints,
    channel_points_per_vote: withPoints ? 100 : 0,
    duration,
  }
}
