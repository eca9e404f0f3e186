import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { observedUsers } from '../seed.ts'
import { insertWarning } from './store.ts'

const OF_THE_FIRST = 3

const reasons = ['stop doing that!', 'No backseat gaming.', 'English only, please.', 'Keep it friendly.']

/** Warnings that no user has acknowledged, of the first user's and a tenth of the other channels. */
export function seedWarnings(store: Store, context: SeedContext): void {
  const { faker } = context
  for (const { broadcaster, user } of observedUsers(store, context, OF_THE_FIRST)) {
    insertWarning(store, {
      broadcaster_id: broadcaster.id,
      user_id: user.id,
      moderator_id: broadcaster.id,
      reason: faker.helpers.arrayElement(reasons),
      created_at: toSecond(faker.date.recent({ days: 5, refDate: store.now() })),
    })
  }
}
