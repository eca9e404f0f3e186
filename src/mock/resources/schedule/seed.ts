import type { Faker } from '@faker-js/faker'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import type { SeedContext } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { nextBroadcast, setCanceled } from './broadcasts/store.ts'
import { findSegment, insertSegment, type SegmentRow } from './store.ts'

/** The time zones of broadcasters, each with the local hour at which broadcasts begin. */
const places = [
  { timezone: 'America/New_York', hour: 19 },
  { timezone: 'America/Los_Angeles', hour: 18 },
  { timezone: 'Europe/Berlin', hour: 20 },
  { timezone: 'Europe/London', hour: 19 },
  { timezone: 'America/Sao_Paulo', hour: 20 },
  { timezone: 'Asia/Tokyo', hour: 21 },
]
const titles = [
  'Ranked until midnight',
  'Cosy evening',
  'Community games',
  'Speedrun practice',
  'Talking and tea',
]

/** A weekly series for every partner and for half of the others; the first user also has single broadcasts. */
export function seedSchedule(store: Store, { faker, users, categories }: SeedContext): void {
  for (const [index, user] of users.entries()) {
    if (index === 0) seedWholeSchedule(store, faker, user, categories)
    else if (user.broadcaster_type === 'partner' || faker.datatype.boolean()) {
      const place = faker.helpers.arrayElement(places)
      const days = faker.number.int({ min: -60, max: -1 })
      insertSegment(
        store,
        segment(store, faker, user, categories, {
          ...place,
          days,
          duration: faker.helpers.arrayElement([60, 120, 180, 240]),
          is_recurring: true,
        }),
      )
    }
  }
}

/**
 * Two series, of which one has its next broadcast canceled, and single broadcasts. All are short and early, so that
 * tests can plan broadcasts without overlapping them.
 */
function seedWholeSchedule(
  store: Store,
  faker: Faker,
  user: User,
  categories: SeedContext['categories'],
): void {
  const place = { timezone: 'Europe/Berlin', hour: 5, duration: 60 }
  const planned = [
    { days: -29, is_recurring: true },
    { days: -27, is_recurring: true },
    { days: 4, is_recurring: false },
    { days: 9, is_recurring: false },
    { days: -5, is_recurring: false },
  ]
  for (const [index, plan] of planned.entries()) {
    const row = segment(store, faker, user, categories, { ...place, ...plan })
    insertSegment(store, row)
    if (index === 1) setCanceled(store, nextBroadcast(store, findSegment(store, user.id, row.id)!), true)
  }
}

function segment(
  store: Store,
  faker: Faker,
  user: User,
  categories: SeedContext['categories'],
  {
    days,
    hour,
    timezone,
    duration,
    is_recurring,
  }: { days: number; hour: number; timezone: string; duration: number; is_recurring: boolean },
): SegmentRow {
  const day = Temporal.PlainDate.from(
    shifted(store.now(), days * Milliseconds.day)
      .toISOString()
      .slice(0, 10),
  )
  const start = day.toZonedDateTime({ timeZone: timezone, plainTime: { hour } })
  return {
    id: store.id(),
    broadcaster_id: user.id,
    start_time: start.toInstant().toString(),
    timezone,
    duration,
    is_recurring,
    title: faker.helpers.arrayElement(titles),
    category_id: faker.helpers.arrayElement(categories).id,
    canceled: [],
    updated_at: toSecond(shifted(store.now(), -30 * Milliseconds.day)),
  }
}
