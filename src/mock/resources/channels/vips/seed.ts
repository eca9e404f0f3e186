import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { hasModeratorRole } from '../../moderation/moderators/store.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { isBlocked } from '../../users/blocks/store.ts'
import type { User } from '../../users/schema.ts'
import { insertVip } from './store.ts'

const VIPS_OF_THE_FIRST = 25
const MOST_OF_OTHERS = 3

/** VIPs of partners and affiliates: users of the tail who are neither moderators nor blocked. */
export function seedVips(store: Store, { faker, users, tail }: SeedContext): void {
  for (const [index, broadcaster] of users.entries()) {
    if (broadcaster.broadcaster_type === '') continue
    // In a small generation, some users must stay without a role.
    const most = index === 0 ? Math.min(VIPS_OF_THE_FIRST, Math.floor(tail.length / 4)) : MOST_OF_OTHERS
    const wanted = index === 0 ? most : faker.number.int({ max: most })
    const isCandidate = ({ id }: User) =>
      !hasModeratorRole(store, broadcaster.id, id) && !isBlocked(store, broadcaster.id, id)
    // The first user must have VIPs even if the tail is short.
    const candidates = index === 0 ? tail.filter(isCandidate) : tail
    for (const user of some(faker, candidates, wanted, broadcaster)) {
      if (!isCandidate(user)) continue
      const created = faker.date.between({ from: broadcaster.created_at, to: store.now() })
      insertVip(store, { broadcaster_id: broadcaster.id, user_id: user.id, created_at: toSecond(created) })
    }
  }
}
