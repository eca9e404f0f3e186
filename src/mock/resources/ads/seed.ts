import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import type { SeedContext } from '../seed-context.ts'
import { insertAdSchedule } from './store.ts'

/** Ads of the first user's channel: one that ran, and one on schedule. */
export function seedAds(store: Store, { faker, users }: SeedContext): void {
  const [first] = users
  if (!first) return
  const minutes = (from: number, to: number) => {
    const distance = faker.number.int({ min: from, max: to }) * Milliseconds.minute
    return Math.floor(shifted(store.now(), distance).getTime() / Milliseconds.second)
  }
  insertAdSchedule(store, first.id, {
    next_ad_at: minutes(20, 40),
    duration: faker.helpers.arrayElement([60, 90, 180]),
    last_ad_at: minutes(-40, -20),
    preroll_free_until: minutes(5, 15),
  })
}
