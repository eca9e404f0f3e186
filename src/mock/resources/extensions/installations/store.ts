import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { ExtensionType } from '../store.ts'
import type { SlotType } from './schema.ts'

/** The tables of installations. */
export const tables = `
  CREATE TABLE IF NOT EXISTS extension_installations (
    user_id TEXT NOT NULL REFERENCES users, extension_id TEXT NOT NULL, version TEXT NOT NULL,
    slot_type TEXT, slot INTEGER, x INTEGER, y INTEGER,
    PRIMARY KEY (user_id, extension_id), FOREIGN KEY (extension_id, version) REFERENCES extensions (id, version)
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX IF NOT EXISTS extension_installations_slot
    ON extension_installations (user_id, slot_type, slot) WHERE slot IS NOT NULL;
  CREATE INDEX IF NOT EXISTS extension_installations_extension
    ON extension_installations (extension_id, user_id);`

/** The slot of an active extension on a channel. */
export interface Slot {
  slot_type: SlotType
  slot: number
  /** The position of a component; null for other types. */
  x: number | null
  y: number | null
}

/** An installed extension on a channel; without a slot it is not active. */
export interface Installation {
  user_id: string
  extension_id: string
  version: string
  slot?: Slot
}

/** An installed version with the slot that it is active in. */
export interface StoredInstallation {
  extension_id: string
  version: string
  name: string
  types: ExtensionType[]
  is_released: boolean
  /** Whether the channel has the configuration that the version requires. */
  can_activate: boolean
  slot_type: SlotType | null
  slot: number | null
  x: number | null
  y: number | null
}

const readInstallation = rowReader<StoredInstallation>({
  booleans: ['is_released', 'can_activate'],
  json: ['types'],
})

/** The installed extensions of a user. */
export function listInstallations(store: Store, user_id: string): StoredInstallation[] {
  return store
    .all(
      `SELECT extension_id, installed.version, name, types, state = 'Released' AS is_released, slot_type, slot, x, y,
         extensions.required_configuration = '' OR EXISTS (
           SELECT 1 FROM extension_required_configurations AS given
           WHERE given.extension_id = id AND given.broadcaster_id = user_id
             AND given.version = extensions.version
             AND given.required_configuration = extensions.required_configuration
         ) AS can_activate
       FROM extension_installations AS installed
         JOIN extensions ON id = extension_id AND extensions.version = installed.version
       WHERE user_id = $user_id ORDER BY extension_id`,
      { user_id },
    )
    .map(readInstallation)
}

/** Whether a user has installed any version of an extension. */
export function isInstalled(store: Store, user_id: string, extension_id: string): boolean {
  const sql =
    'SELECT 1 FROM extension_installations WHERE user_id = $user_id AND extension_id = $extension_id'
  return store.get(sql, { user_id, extension_id }) !== undefined
}

/** Inserts an installation. */
export function insertInstallation(store: Store, { slot, ...row }: Installation): void {
  store.insert('extension_installations', { ...row, ...slot })
}

/** Activates a version of an extension in a slot, in place of the slot's extension, and empties its former slot. */
export function activate(store: Store, { slot, ...row }: Installation & { slot: Slot }): void {
  deactivate(store, row.user_id, slot.slot_type, slot.slot)
  const where = { user_id: row.user_id, extension_id: row.extension_id }
  store.update('extension_installations', { version: row.version, ...slot }, where)
}

/** Empties a slot. */
export function deactivate(store: Store, user_id: string, slot_type: SlotType, slot: number): void {
  const empty = { slot_type: null, slot: null, x: null, y: null }
  store.update('extension_installations', empty, { user_id, slot_type, slot })
}
