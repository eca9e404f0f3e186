import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { ShieldMode } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'shield_mode.begin': ShieldModeChange
    'shield_mode.end': ShieldModeChange
  }
}

/** The tables of Shield Mode. */
export const tables = `
  CREATE TABLE IF NOT EXISTS shield_modes (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, is_active INTEGER NOT NULL,
    moderator_id TEXT NOT NULL REFERENCES users, last_activated_at TEXT NOT NULL
  ) STRICT;`

/** The row as it is stored; a channel that never activated the mode has none. */
export interface ShieldModeRow {
  broadcaster_id: string
  is_active: boolean
  moderator_id: string
  last_activated_at: string
}

/** A switch of a channel's mode, by a moderator. */
export interface ShieldModeChange {
  broadcaster_id: string
  moderator_id: string
}

const neverActive: ShieldMode = {
  is_active: false,
  moderator_id: '',
  moderator_login: '',
  moderator_name: '',
  last_activated_at: '',
}

const readShieldMode = rowReader<ShieldMode>({ booleans: ['is_active'] })

/** The Shield Mode of a channel. */
export function findShieldMode(store: Store, broadcaster_id: string): ShieldMode {
  const row = store.get(
    `SELECT is_active, moderator_id, login AS moderator_login, display_name AS moderator_name, last_activated_at
     FROM shield_modes JOIN users ON users.id = moderator_id WHERE broadcaster_id = $broadcaster_id`,
    { broadcaster_id },
  )
  return row ? readShieldMode(row) : neverActive
}

/** Inserts the Shield Mode of a channel without an event. */
export function insertShieldMode(store: Store, row: ShieldModeRow): void {
  store.insert('shield_modes', { ...row })
}

/** Switches the mode on or off; without an event if it is so already. */
export function switchShieldMode(store: Store, change: ShieldModeChange, is_active: boolean): ShieldMode {
  const { broadcaster_id } = change
  return store.transaction(() => {
    const before = findShieldMode(store, broadcaster_id)
    if (before.is_active === is_active) return before
    if (is_active) activate(store, change)
    else store.update('shield_modes', { is_active }, { broadcaster_id })
    store.emit(is_active ? 'shield_mode.begin' : 'shield_mode.end', change)
    return findShieldMode(store, broadcaster_id)
  })
}

function activate(store: Store, { broadcaster_id, moderator_id }: ShieldModeChange): void {
  store.run('DELETE FROM shield_modes WHERE broadcaster_id = $broadcaster_id', { broadcaster_id })
  const last_activated_at = store.now().toISOString()
  insertShieldMode(store, { broadcaster_id, is_active: true, moderator_id, last_activated_at })
}
