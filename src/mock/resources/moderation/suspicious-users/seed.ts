import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { observedUsers } from '../seed.ts'
import type { SuspiciousUser } from './schema.ts'
import { insertSuspiciousUser } from './store.ts'

const OF_THE_FIRST = 6

const findings: SuspiciousUser['types'][] = [
  ['MANUALLY_ADDED'],
  ['DETECTED_BAN_EVADER'],
  ['DETECTED_SUS_CHATTER'],
  ['BANNED_IN_SHARED_CHANNEL', 'MANUALLY_ADDED'],
]

/** Suspicious users of the first user's and a tenth of the other channels. */
export function seedSuspiciousUsers(store: Store, context: SeedContext): void {
  const { faker } = context
  for (const { broadcaster, user } of observedUsers(store, context, OF_THE_FIRST)) {
    insertSuspiciousUser(store, {
      user_id: user.id,
      broadcaster_id: broadcaster.id,
      moderator_id: broadcaster.id,
      updated_at: toSecond(faker.date.recent({ days: 60, refDate: store.now() })),
      status: faker.helpers.arrayElement(['ACTIVE_MONITORING', 'RESTRICTED'] as const),
      types: faker.helpers.arrayElement(findings),
    })
  }
}
