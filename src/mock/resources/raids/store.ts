import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { findLiveStream } from '../streams/store.ts'

/** A raid that is pending until the end of its countdown. */
export interface Raid {
  from_broadcaster_id: string
  to_broadcaster_id: string
  /** The number of raiding viewers at the start. */
  viewers: number
  created_at: string
}

declare module '../../engine/events.ts' {
  interface Events {
    'raid.begin': Raid
    'raid.cancel': Raid
    /** The raid has happened: the viewers arrive. */
    raid: Raid
  }
  interface Timers {
    /** The raiding broadcaster's ID. */
    raid: string
  }
}

/** The tables of raids. */
export const tables = `
  CREATE TABLE IF NOT EXISTS pending_raids (
    from_broadcaster_id TEXT PRIMARY KEY REFERENCES users, to_broadcaster_id TEXT NOT NULL REFERENCES users,
    viewers INTEGER NOT NULL, created_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;`

const COUNTDOWN_MS = 90 * Milliseconds.second

/** The pending raid of a channel. */
export function findPendingRaid(store: Store, from_broadcaster_id: string): Raid | undefined {
  const sql = `
    SELECT from_broadcaster_id, to_broadcaster_id, viewers, created_at FROM pending_raids
    WHERE from_broadcaster_id = $from_broadcaster_id`
  return store.get(sql, { from_broadcaster_id })
}

/** The number of viewers who would raid now. */
export function raidingPartyOf(store: Store, broadcaster_id: string): number {
  return findLiveStream(store, broadcaster_id)?.viewer_count ?? 0
}

/** Starts a raid, which happens after 90 seconds unless it is canceled. */
export function beginRaid(store: Store, from_broadcaster_id: string, to_broadcaster_id: string): Raid {
  return store.transaction(() => {
    const raid: Raid = {
      from_broadcaster_id,
      to_broadcaster_id,
      viewers: raidingPartyOf(store, from_broadcaster_id),
      created_at: store.now().toISOString(),
    }
    store.insert('pending_raids', { ...raid })
    store.schedule('raid', from_broadcaster_id, shifted(store.now(), COUNTDOWN_MS))
    store.emit('raid.begin', raid)
    return raid
  })
}

/** Cancels a pending raid. */
export function cancelRaid(store: Store, raid: Raid): void {
  store.transaction(() => {
    remove(store, raid)
    store.emit('raid.cancel', raid)
  })
}

/** Performs a pending raid, at the end of its countdown or earlier. */
export function performRaid(store: Store, raid: Raid): void {
  store.transaction(() => {
    remove(store, raid)
    const viewers = raidingPartyOf(store, raid.from_broadcaster_id) || raid.viewers
    store.emit('raid', { ...raid, viewers })
  })
}

/** The timer that performs raids. */
export function timers(store: Store): void {
  store.onTimer('raid', (from_broadcaster_id) => {
    const raid = findPendingRaid(store, from_broadcaster_id)
    if (raid) performRaid(store, raid)
  })
}

function remove(store: Store, { from_broadcaster_id }: Raid): void {
  store.run('DELETE FROM pending_raids WHERE from_broadcaster_id = $from_broadcaster_id', {
    from_broadcaster_id,
  })
  store.cancel('raid', from_broadcaster_id)
}
