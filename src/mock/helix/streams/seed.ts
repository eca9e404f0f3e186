import type { Cast } from '../../cast.ts'
import type { Store } from '../../store/store.ts'
import { Milliseconds, shifted, toSecond } from '../../store/time.ts'
import { insertStream } from './store.ts'

/** Of so many users one is live. */
const USERS_PER_STREAM = 5

/** The first user and a fifth of the others are live, most of them before few viewers. */
export function seedStreams(store: Store, cast: Cast): void {
  const { faker } = cast
  for (const [index, user] of cast.users.entries()) {
    if (index % USERS_PER_STREAM !== 0) continue
    const started = shifted(
      store.now(),
      -faker.number.int({ min: Milliseconds.minute, max: 8 * Milliseconds.hour }),
    )
    const stream = {
      id: store.random.digits(11),
      user_id: user.id,
      viewer_count: Math.floor(5000 * faker.number.float() ** 4) + 1,
      started_at: toSecond(started),
    }
    insertStream(store, stream)
    cast.live.push({ user, stream_id: stream.id })
  }
}
