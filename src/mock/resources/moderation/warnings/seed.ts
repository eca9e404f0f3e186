import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { isModerator } from '../moderators/store.ts'
import { insertWarning } from './store.ts'

const OF_THE_FIRST = 3
const SHARE = 0.1

const reasons = ['stop doing that!', 'No backseat gaming.', 'English only, please.', 'Keep it friendly.']

/** A few warnings that nobody has acknowledged, in the first user's channel and in a tenth of the others. */
export function seedWarnings(store: Store, { faker, users }: SeedContext): void {
  for (const [index, broadcaster] of users.entries()) {
    const wanted = index === 0 ? OF_THE_FIRST : Number(faker.number.float() < SHARE)
    for (const user of some(faker, users, wanted, broadcaster)) {
      if (isModerator(store, broadcaster.id, user.id)) continue
      insertWarning(store, {
        broadcaster_id: broadcaster.id,
        user_id: user.id,
        moderator_id: broadcaster.id,
        reason: faker.helpers.arrayElement(reasons),
        created_at: toSecond(faker.date.recent({ days: 5, refDate: store.now() })),
      })
    }
  }
}
