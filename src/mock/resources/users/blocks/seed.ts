import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { insertBlock } from './store.ts'

const BLOCKED_BY_THE_FIRST = 5

/** Blocks by every fourth user, never of the first user, and a few by the first user. */
export function seedBlocks(store: Store, { faker, users }: SeedContext): void {
  const allButTheFirst = users.slice(1)
  for (const [index, broadcaster] of users.entries()) {
    // In a small generation some users must remain unblocked.
    const wanted =
      index === 0 ? Math.min(BLOCKED_BY_THE_FIRST, Math.floor(users.length / 8)) : Number(index % 4 === 0)
    const blockable = index === 0 ? users : allButTheFirst
    for (const user of some(faker, blockable, wanted, broadcaster)) {
      const created = faker.date.between({ from: broadcaster.created_at, to: store.now() })
      insertBlock(store, {
        broadcaster_id: broadcaster.id,
        user_id: user.id,
        source_context: faker.helpers.arrayElement(['chat', 'whisper', null]),
        reason: faker.helpers.arrayElement(['harassment', 'spam', 'other', null]),
        created_at: toSecond(created),
      })
    }
  }
}
