import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import { namedColors } from './schema.ts'
import { insertChatColor } from './store.ts'

/** Colors of two thirds of the users. The first user and a tenth of the others have Turbo. */
export function seedChatColors(store: Store, { faker, users }: SeedContext): void {
  const named = Object.values(namedColors)
  for (const [index, { id: user_id }] of users.entries()) {
    const chose = index === 0 || faker.datatype.boolean({ probability: 2 / 3 })
    const has_turbo = index === 0 || faker.datatype.boolean({ probability: 0.1 })
    if (!chose && !has_turbo) continue
    const color = has_turbo
      ? faker.color.rgb({ prefix: '#', casing: 'upper' })
      : faker.helpers.arrayElement(named)
    insertChatColor(store, { user_id, color, has_turbo })
  }
}
