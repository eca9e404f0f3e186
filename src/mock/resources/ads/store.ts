import type { Store } from '../../engine/store.ts'
import { Milliseconds, toSecond } from '../../engine/time.ts'
import { findLiveStream } from '../streams/store.ts'
import type { AdSchedule } from './schema.ts'

/** A break in a channel for ads. */
export interface AdBreak {
  broadcaster_id: string
  /** The user who started the break; the broadcaster for an automatic one. */
  requester_id: string
  duration_seconds: number
  started_at: string
  is_automatic: boolean
}

declare module '../../engine/events.ts' {
  interface Events {
    'ad_break.begin': AdBreak
  }
  interface Timers {
    /** The broadcaster's ID. */
    'ad_break.begin': string
    'ad_snooze.refresh': string
  }
}

/** The tables of ads. */
export const tables = `
  CREATE TABLE IF NOT EXISTS ad_schedules (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, snooze_count INTEGER NOT NULL,
    snooze_refresh_at INTEGER NOT NULL, next_ad_at INTEGER NOT NULL, duration INTEGER NOT NULL,
    last_ad_at INTEGER NOT NULL, preroll_free_until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;`

/** The row as it is stored; times are in seconds since 1970, 0 for none. */
export type AdScheduleRow = Omit<AdSchedule, 'preroll_free_time'> & { preroll_free_until: number }

/** "Note that a new ad cannot be run until 8 minutes after running a previous ad." */
export const COOLDOWN_SECONDS = 480

const MAXIMUM_SNOOZES = 3
const SNOOZE_SECONDS = 300
const SNOOZE_REFRESH_SECONDS = 3600
const AUTOMATIC_SECONDS = 3600

/** Half a minute of ads frees ten minutes of pre-rolls. */
const PREROLL_FREE_SECONDS = 20

const unscheduled: AdScheduleRow = {
  snooze_count: MAXIMUM_SNOOZES,
  snooze_refresh_at: 0,
  next_ad_at: 0,
  duration: 0,
  last_ad_at: 0,
  preroll_free_until: 0,
}

/** The ad schedule of a channel; it is empty while the channel is offline. */
export function findAdSchedule(store: Store, broadcaster_id: string): AdSchedule {
  const { preroll_free_until, ...row } = findRow(store, broadcaster_id)
  if (!findLiveStream(store, broadcaster_id)) {
    return { ...row, next_ad_at: 0, duration: 0, last_ad_at: 0, preroll_free_time: 0 }
  }
  return { ...row, preroll_free_time: Math.max(0, preroll_free_until - secondsNow(store)) }
}

/** The seconds until a channel may run the next commercial. */
export function cooldownOf(store: Store, broadcaster_id: string): number {
  const { last_ad_at } = findRow(store, broadcaster_id)
  return last_ad_at === 0 ? 0 : Math.max(0, last_ad_at + COOLDOWN_SECONDS - secondsNow(store))
}

/** Inserts an ad schedule, and sets its timers. */
export function insertAdSchedule(store: Store, broadcaster_id: string, row: Partial<AdScheduleRow>): void {
  store.insert('ad_schedules', { broadcaster_id, ...unscheduled, ...row })
  setTimers(store, broadcaster_id)
}

/** Begins an ad break. A scheduled break within its cooldown is moved to the cooldown's end. */
export function beginAdBreak(store: Store, wanted: Omit<AdBreak, 'started_at'>): AdBreak {
  return store.transaction(() => {
    const { broadcaster_id, duration_seconds } = wanted
    const now = secondsNow(store)
    const { next_ad_at } = findRow(store, broadcaster_id)
    change(store, broadcaster_id, {
      last_ad_at: now,
      preroll_free_until: now + duration_seconds * PREROLL_FREE_SECONDS,
      ...(next_ad_at > 0 && { next_ad_at: Math.max(next_ad_at, now + COOLDOWN_SECONDS) }),
    })
    const adBreak = { ...wanted, started_at: toSecond(store.now()) }
    store.emit('ad_break.begin', adBreak)
    return adBreak
  })
}

/** Schedules the next automatic ads of a channel, which then repeat every hour. */
export function scheduleAds(
  store: Store,
  broadcaster_id: string,
  { next_ad_at, duration }: Pick<AdScheduleRow, 'next_ad_at' | 'duration'>,
): void {
  store.transaction(() => change(store, broadcaster_id, { next_ad_at, duration }))
}

/** Delays the next ads by five minutes, for one of the snoozes; each snooze comes back after an hour. */
export function snoozeNextAd(store: Store, broadcaster_id: string): AdSchedule {
  return store.transaction(() => {
    const { snooze_count, snooze_refresh_at, next_ad_at } = findRow(store, broadcaster_id)
    change(store, broadcaster_id, {
      snooze_count: snooze_count - 1,
      snooze_refresh_at: snooze_refresh_at || secondsNow(store) + SNOOZE_REFRESH_SECONDS,
      next_ad_at: next_ad_at + SNOOZE_SECONDS,
    })
    return findAdSchedule(store, broadcaster_id)
  })
}

/** The timers that begin scheduled ads while the channel is live, and give snoozes back. */
export function timers(store: Store): void {
  store.onTimer('ad_break.begin', (broadcaster_id) => {
    const row = storedRow(store, broadcaster_id)
    if (!row) return
    const { next_ad_at, duration } = row
    if (!findLiveStream(store, broadcaster_id)) return change(store, broadcaster_id, { next_ad_at: 0 })
    const automatic = { requester_id: broadcaster_id, duration_seconds: duration, is_automatic: true }
    beginAdBreak(store, { broadcaster_id, ...automatic })
    change(store, broadcaster_id, { next_ad_at: next_ad_at + AUTOMATIC_SECONDS })
  })
  store.onTimer('ad_snooze.refresh', (broadcaster_id) => {
    const row = storedRow(store, broadcaster_id)
    if (!row) return
    const { snooze_count, snooze_refresh_at } = row
    const isFull = snooze_count + 1 >= MAXIMUM_SNOOZES
    change(store, broadcaster_id, {
      snooze_count: snooze_count + 1,
      snooze_refresh_at: isFull ? 0 : snooze_refresh_at + SNOOZE_REFRESH_SECONDS,
    })
  })
}

function findRow(store: Store, broadcaster_id: string): AdScheduleRow {
  return storedRow(store, broadcaster_id) ?? unscheduled
}

function storedRow(store: Store, broadcaster_id: string): AdScheduleRow | undefined {
  const sql = `
    SELECT snooze_count, snooze_refresh_at, next_ad_at, duration, last_ad_at, preroll_free_until
    FROM ad_schedules WHERE broadcaster_id = $broadcaster_id`
  return store.get(sql, { broadcaster_id })
}

function change(store: Store, broadcaster_id: string, changes: Partial<AdScheduleRow>): void {
  if (store.update('ad_schedules', changes, { broadcaster_id }) === 0) {
    store.insert('ad_schedules', { broadcaster_id, ...unscheduled, ...changes })
  }
  setTimers(store, broadcaster_id)
}

function setTimers(store: Store, broadcaster_id: string): void {
  const { next_ad_at, snooze_refresh_at } = findRow(store, broadcaster_id)
  for (const [name, due] of [
    ['ad_break.begin', next_ad_at],
    ['ad_snooze.refresh', snooze_refresh_at],
  ] as const) {
    if (due) store.schedule(name, broadcaster_id, new Date(due * Milliseconds.second))
  }
}

const secondsNow = (store: Store) => Math.floor(store.now().getTime() / Milliseconds.second)
