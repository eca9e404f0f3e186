import type { Store } from '../../engine/store.ts'
import { type SeedContext, some } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { isModerator } from './moderators/store.ts'

const SHARE = 0.1

/** A user whom a broadcaster warns or watches. */
interface Observed {
  broadcaster: User
  user: User
}

/** Users of the tail without a role: so many of the first user's channel, one of every tenth of the others'. */
export function* observedUsers(
  store: Store,
  { faker, users, tail }: SeedContext,
  ofTheFirst: number,
): Generator<Observed> {
  for (const [index, broadcaster] of users.entries()) {
    const wanted = index === 0 ? ofTheFirst : Number(faker.number.float() < SHARE)
    for (const user of some(faker, tail, wanted, broadcaster)) {
      if (!isModerator(store, broadcaster.id, user.id)) yield { broadcaster, user }
    }
  }
}
