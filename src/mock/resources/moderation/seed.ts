import type { Store } from '../../engine/store.ts'
import { type SeedContext, some } from '../seed-context.ts'
import type { User } from '../users/schema.ts'
import { isModerator } from './moderators/store.ts'

const SHARE = 0.1

/** A user without a role, and the broadcaster of the channel. */
interface Observed {
  broadcaster: User
  user: User
}

/** Users of the tail without a role: a given number for the first user's channel, one for a tenth of the others. */
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
