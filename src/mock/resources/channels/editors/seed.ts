import type { Store } from '../../../engine/store.ts'
import { type SeedContext, some } from '../../seed-context.ts'
import { insertEditor } from './store.ts'

/** Editors: one of some channels, three of the first user's. */
export function seedEditors(store: Store, { faker, users }: SeedContext): void {
  for (const [index, broadcaster] of users.entries()) {
    const wanted =
      index === 0
        ? 3
        : faker.helpers.weightedArrayElement([
            { weight: 3, value: 0 },
            { weight: 1, value: 1 },
          ])
    for (const editor of some(faker, users, wanted, broadcaster)) {
      const created = faker.date.between({ from: broadcaster.created_at, to: store.now() })
      insertEditor(store, {
        broadcaster_id: broadcaster.id,
        user_id: editor.id,
        created_at: created.toISOString(),
      })
    }
  }
}
