import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { insertBlock } from './store.ts'

const BLOCKED_BY_THE_FIRST = 5

/** Blocks by every fourth user, and a few by the first user, of users of the tail. */
export function seedBlocks(store: Store, { faker, users, tail }: SeedContext): void {
  for (const [index, broadcaster] of users.entries()) {
    const wanted =
      index === 0 ? Math.min(BLOCKED_BY_THE_FIRST, Math.ceil(tail.length / 8)) : Number(index % 4 === 0)
    for (const user of some(faker, tail, wanted, broadcaster)) {
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
