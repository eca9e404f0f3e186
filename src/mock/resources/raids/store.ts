import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted } from '../../engine/time.ts'
import { findLiveStream } from '../streams/store.ts'

/** A raid that a broadcaster has called for; it happens when its countdown is over. */
export interface Raid {
  from_broadcaster_id: string
  to_broadcaster_id: string
  /** The raiding party, when it was called. */
  viewers: number
  created_at: string
}

declare module '../../engine/events.ts' {
  interface Events {
    'raid.begin': Raid
    'raid.cancel': Raid
    /** The viewers arrive. */
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

/** The raid that a channel is about to make. */
export function findPendingRaid(store: Store, from_broadcaster_id: string): Raid | undefined {
  const sql = `
    SELECT from_broadcaster_id, to_broadcaster_id, viewers, created_at FROM pending_raids
    WHERE from_broadcaster_id = $from_broadcaster_id`
  return store.get(sql, { from_broadcaster_id })
}

/** How many would come along now. */
export function raidingPartyOf(store: Store, broadcaster_id: string): number {
  return findLiveStream(store, broadcaster_id)?.viewer_count ?? 0
}

/** Calls for a raid, which happens in 90 seconds unless it is cancelled. */
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

/** Sends the viewers over, before the countdown is over or when it is. */
export function performRaid(store: Store, raid: Raid): void {
  store.transaction(() => {
    remove(store, raid)
    const viewers = raidingPartyOf(store, raid.from_broadcaster_id) || raid.viewers
    store.emit('raid', { ...raid, viewers })
  })
}

/** Raids happen at their time. */
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
