import type { Store } from '../../../engine/store.ts'
import type { SeedContext } from '../../seed-context.ts'
import { newestOwned, type StoredExtension } from '../store.ts'
import { insertInstallation, type Slot } from './store.ts'

const panel = (slot: number): Slot => ({ slot_type: 'panel', slot, x: null, y: null })
const overlay: Slot = { slot_type: 'overlay', slot: 1, x: null, y: null }

/** Installs all extensions for the first user, and the first user's extension for half of the broadcasters. */
export function seedInstallations(store: Store, { faker, users: [owner, ...others] }: SeedContext): void {
  const own = owner && newestOwned(store, owner.id)
  if (!owner || !own) return
  install(owner.id, own, { slot_type: 'component', slot: 1, x: 0, y: 0 })
  const foreign = others.slice(0, 3).flatMap(({ id }) => newestOwned(store, id) ?? [])
  for (const [index, extension] of foreign.entries()) {
    const slot = extension.types.includes('panel') ? panel(index + 1) : undefined
    install(owner.id, extension, slot)
  }
  for (const user of others) {
    if (user.broadcaster_type !== '' && faker.datatype.boolean()) {
      install(user.id, own, faker.helpers.arrayElement([panel(1), overlay, undefined]))
    }
  }

  function install(user_id: string, { id, version }: StoredExtension, slot: Slot | undefined): void {
    insertInstallation(store, { user_id, extension_id: id, version, slot })
  }
}
