import { pairsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { Warning } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'warning.send': Warning
    /** The user has acknowledged a warning, and may chat again. */
    'warning.acknowledge': Warning
  }
}

/** The tables of warnings. */
export const tables = `
  CREATE TABLE IF NOT EXISTS warnings (
    broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    moderator_id TEXT NOT NULL REFERENCES users, reason TEXT NOT NULL, created_at TEXT NOT NULL,
    PRIMARY KEY (broadcaster_id, user_id)
  ) STRICT, WITHOUT ROWID;`

/** The warnings as /units lists them. */
export const warningUnits = pairsOf('warnings', 'moderator_id, reason, created_at')

/** The row as it is stored: a warning that its user has not acknowledged. */
export type WarningRow = Warning & { created_at: string }

/** The warning that a user must acknowledge before chatting in a channel again. */
export function findWarning(store: Store, broadcaster_id: string, user_id: string): Warning | undefined {
  const sql = `SELECT broadcaster_id, user_id, moderator_id, reason FROM warnings
    WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id`
  return store.get(sql, { broadcaster_id, user_id })
}

/** Inserts a warning without an event. */
export function insertWarning(store: Store, warning: WarningRow): void {
  store.insert('warnings', { ...warning })
}

/** Warns a user; the warning replaces an earlier one. */
export function warnUser(store: Store, warning: Warning): Warning {
  return store.transaction(() => {
    deleteWarning(store, warning)
    insertWarning(store, { ...warning, created_at: toSecond(store.now()) })
    store.emit('warning.send', warning)
    return warning
  })
}

/** Acknowledges a warning, for its user. */
export function acknowledgeWarning(store: Store, warning: Warning): void {
  store.transaction(() => {
    deleteWarning(store, warning)
    store.emit('warning.acknowledge', warning)
  })
}

function deleteWarning(store: Store, { broadcaster_id, user_id }: Warning): void {
  store.run('DELETE FROM warnings WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id', {
    broadcaster_id,
    user_id,
  })
}
