import type { Store } from '../../../../engine/store.ts'
import type { SeedContext } from '../../../seed-context.ts'
import { insertAutoModSettings, settingsOf } from './store.ts'

/** AutoMod settings of half of the channels: an overall level (the first user's), or single levels. */
export function seedAutoModSettings(store: Store, { faker, users }: SeedContext): void {
  for (const [index, { id: broadcaster_id }] of users.entries()) {
    if (index > 0 && faker.datatype.boolean()) continue
    const own = index > 0 && faker.datatype.boolean()
    const wanted = own
      ? { swearing: faker.number.int({ max: 4 }), bullying: faker.number.int({ min: 1, max: 4 }) }
      : faker.number.int({ min: 1, max: 4 })
    insertAutoModSettings(store, { broadcaster_id, ...settingsOf(wanted) })
  }
}
