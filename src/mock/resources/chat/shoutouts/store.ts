import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'shoutout.create': Shoutout
  }
}

/** The tables of shoutouts. */
export const tables = `
  CREATE TABLE IF NOT EXISTS shoutouts (
    id TEXT PRIMARY KEY, from_broadcaster_id TEXT NOT NULL REFERENCES users,
    to_broadcaster_id TEXT NOT NULL REFERENCES users, moderator_id TEXT NOT NULL REFERENCES users,
    viewer_count INTEGER NOT NULL, started_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS shoutouts_from ON shoutouts (from_broadcaster_id, started_at);
  CREATE INDEX IF NOT EXISTS shoutouts_pair ON shoutouts (from_broadcaster_id, to_broadcaster_id, started_at);`

/** The cooldowns after a shoutout: for any channel, and for the same channel. */
const COOLDOWN = 2 * Milliseconds.minute
const TARGET_COOLDOWN = 60 * Milliseconds.minute

/** A shoutout of one channel to another. */
export interface ShoutoutRow {
  id: string
  from_broadcaster_id: string
  to_broadcaster_id: string
  moderator_id: string
  /** The number of viewers of the channel that gave it. */
  viewer_count: number
  started_at: string
}

/** A shoutout with the ends of its cooldowns. */
export interface Shoutout extends ShoutoutRow {
  cooldown_ends_at: string
  target_cooldown_ends_at: string
}

/** The properties of a new shoutout. */
export type NewShoutout = Omit<ShoutoutRow, 'id' | 'started_at'>

/** Whether a broadcaster is in the cooldown after any shoutout. */
export function isCoolingDown(store: Store, from_broadcaster_id: string): boolean {
  const sql = `SELECT 1 FROM shoutouts
    WHERE from_broadcaster_id = $from_broadcaster_id AND started_at > $since`
  return store.get(sql, { from_broadcaster_id, since: shifted(store.now(), -COOLDOWN) }) !== undefined
}

/** Whether a broadcaster is in the cooldown after a shoutout to the same channel. */
export function isTargetCoolingDown(
  store: Store,
  from_broadcaster_id: string,
  to_broadcaster_id: string,
): boolean {
  const sql = `SELECT 1 FROM shoutouts WHERE from_broadcaster_id = $from_broadcaster_id
    AND to_broadcaster_id = $to_broadcaster_id AND started_at > $since`
  const since = shifted(store.now(), -TARGET_COOLDOWN)
  return store.get(sql, { from_broadcaster_id, to_broadcaster_id, since }) !== undefined
}

/** Creates a shoutout, by the broadcaster or a moderator. */
export function createShoutout(store: Store, wanted: NewShoutout): Shoutout {
  return store.transaction(() => {
    const row: ShoutoutRow = { ...wanted, id: store.id(), started_at: store.now().toISOString() }
    store.insert('shoutouts', { ...row })
    const shoutout = withCooldowns(row)
    store.emit('shoutout.create', shoutout)
    return shoutout
  })
}

/** Adds to a shoutout when its cooldowns end. */
export function withCooldowns(row: ShoutoutRow): Shoutout {
  const startedAt = new Date(row.started_at)
  return {
    ...row,
    cooldown_ends_at: shifted(startedAt, COOLDOWN).toISOString(),
    target_cooldown_ends_at: shifted(startedAt, TARGET_COOLDOWN).toISOString(),
  }
}
