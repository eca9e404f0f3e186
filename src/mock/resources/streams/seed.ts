import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../engine/time.ts'
import type { SeedContext } from '../seed-context.ts'
import { insertStream } from './store.ts'

/** The number of users for each live one. */
const USERS_PER_STREAM = 5

/** Streams of the first user and a fifth of the others, most of them with few viewers. */
export function seedStreams(store: Store, context: SeedContext): void {
  const { faker } = context
  for (const [index, user] of context.users.entries()) {
    if (index % USERS_PER_STREAM !== 0) continue
    const started = shifted(
      store.now(),
      -faker.number.int({ min: Milliseconds.hour, max: 8 * Milliseconds.hour }),
    )
    const stream = {
      id: store.random.digits(11),
      user_id: user.id,
      viewer_count: Math.floor(5000 * faker.number.float() ** 4) + 1,
      started_at: toSecond(started),
    }
    insertStream(store, stream)
    context.live.push({ user, stream_id: stream.id })
  }
}
