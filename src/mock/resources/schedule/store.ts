import { rowsOf } from '../../engine/listing.ts'
import type { Listing } from '../../engine/page.ts'
import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import type { Plan, Week } from './recurrence/rule.ts'
import type { Vacation } from './schema.ts'

/** The tables of schedules. */
export const tables = `
  CREATE TABLE IF NOT EXISTS schedules (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, timezone TEXT, vacation_start_time TEXT, vacation_end_time TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS schedule_segments (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES schedules, start_time TEXT NOT NULL,
    timezone TEXT NOT NULL, duration INTEGER NOT NULL, is_recurring INTEGER NOT NULL, title TEXT NOT NULL,
    category_id TEXT REFERENCES categories, canceled TEXT NOT NULL, updated_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS schedule_segments_list
    ON schedule_segments (broadcaster_id, is_recurring, start_time, id);
  CREATE INDEX IF NOT EXISTS schedule_segments_category ON schedule_segments (category_id);`

/** The segments as /units lists them. */
export const segmentUnits = rowsOf<SegmentRow>(
  'schedule_segments',
  `id, broadcaster_id, start_time, timezone, duration, is_recurring, title, category_id, canceled, updated_at`,
  { booleans: ['is_recurring'], json: ['canceled'] },
)

/** The vacations as /units lists them: the last one of each channel, even if it is over. */
export const vacationUnits: Listing<object> = {
  sql: `SELECT broadcaster_id, vacation_start_time AS start_time, vacation_end_time AS end_time, timezone
    FROM schedules WHERE vacation_end_time IS NOT NULL`,
  key: ['broadcaster_id'],
}

const select = `
  SELECT schedule_segments.id, broadcaster_id, start_time, timezone, duration, is_recurring, title, category_id,
    name AS category_name, canceled, updated_at
  FROM schedule_segments LEFT JOIN categories ON categories.id = category_id`

/** The row as it is stored: a single broadcast, or a weekly series. */
export interface SegmentRow extends Plan {
  id: string
  broadcaster_id: string
  title: string
  category_id: string | null
  /** The weeks whose broadcast was canceled. */
  canceled: Week[]
  updated_at: string
}

/** The segment with the name of its category. */
export type StoredSegment = SegmentRow & { category_name: string | null }

/** The properties of a new segment. */
export type NewSegment = Omit<SegmentRow, 'id' | 'canceled' | 'updated_at'>

const readSegment = rowReader<StoredSegment>({ booleans: ['is_recurring'], json: ['canceled'] })

/** Whether a channel has a schedule. */
export function hasSchedule(store: Store, broadcaster_id: string): boolean {
  return (
    store.get('SELECT 1 FROM schedules WHERE broadcaster_id = $broadcaster_id', { broadcaster_id }) !==
    undefined
  )
}

/** The present or planned vacation of a broadcaster. */
export function findVacation(store: Store, broadcaster_id: string): Vacation | undefined {
  return store.get<Vacation>(
    `SELECT vacation_start_time AS start_time, vacation_end_time AS end_time FROM schedules
     WHERE broadcaster_id = $broadcaster_id AND vacation_end_time > $now`,
    { broadcaster_id, now: toSecond(store.now()) },
  )
}

/** Inserts a vacation, and a schedule if the channel has none. */
export function insertVacation(
  store: Store,
  { broadcaster_id, timezone, ...vacation }: Vacation & { broadcaster_id: string; timezone: string },
): void {
  insertSchedule(store, { broadcaster_id, timezone })
  updateVacation(store, broadcaster_id, vacation, timezone)
}

/** Sets the vacation of a schedule, or removes it with null. */
export function updateVacation(
  store: Store,
  broadcaster_id: string,
  vacation: Vacation | null,
  timezone?: string,
): void {
  const { start_time, end_time } = vacation ?? { start_time: null, end_time: null }
  const changes = { vacation_start_time: start_time, vacation_end_time: end_time, timezone }
  store.update('schedules', changes, { broadcaster_id })
}

/** The segment with an ID. */
export function findSegmentById(store: Store, id: string): StoredSegment | undefined {
  const row = store.get(`${select} WHERE schedule_segments.id = $id`, { id })
  return row && readSegment(row)
}

/** The segment of a channel with an ID. */
export function findSegment(store: Store, broadcaster_id: string, id: string): StoredSegment | undefined {
  const segment = findSegmentById(store, id)
  return segment?.broadcaster_id === broadcaster_id ? segment : undefined
}

/** Every segment of a broadcaster, the earliest first. */
export function listSegments(store: Store, broadcaster_id: string): StoredSegment[] {
  const sql = `${select} WHERE broadcaster_id = $broadcaster_id ORDER BY is_recurring, start_time, schedule_segments.id`
  return store.all(sql, { broadcaster_id }).map(readSegment)
}

/** Inserts a segment, and a schedule if it is the channel's first one. */
export function insertSegment(store: Store, segment: SegmentRow): void {
  insertSchedule(store, segment)
  store.insert('schedule_segments', { ...segment })
}

function insertSchedule(
  store: Store,
  { broadcaster_id, timezone }: Pick<SegmentRow, 'broadcaster_id' | 'timezone'>,
): void {
  const sql =
    'INSERT INTO schedules (broadcaster_id, timezone) VALUES ($broadcaster_id, $timezone) ON CONFLICT DO NOTHING'
  store.run(sql, { broadcaster_id, timezone })
}

/** Adds a segment to a schedule. */
export function createSegment(store: Store, wanted: NewSegment): StoredSegment {
  return store.transaction(() => {
    const id = store.id()
    insertSegment(store, { id, ...wanted, canceled: [], updated_at: toSecond(store.now()) })
    return findSegmentById(store, id)!
  })
}

/** The changes of a segment. */
export type SegmentChanges = Partial<
  Omit<NewSegment, 'broadcaster_id' | 'is_recurring'> & Pick<SegmentRow, 'canceled'>
>

/** Changes a segment; a series is changed as a whole. */
export function updateSegment(store: Store, segment: StoredSegment, changes: SegmentChanges): StoredSegment {
  const moved = changes.start_time !== undefined && changes.start_time !== segment.start_time
  const row = { ...changes, ...(moved && { canceled: [] }), updated_at: toSecond(store.now()) }
  store.update('schedule_segments', row, { id: segment.id })
  return findSegmentById(store, segment.id)!
}

/** Removes a single broadcast, or a whole series. */
export function deleteSegment(store: Store, { id }: SegmentRow): void {
  store.run('DELETE FROM schedule_segments WHERE id = $id', { id })
}

/** A text that comes after every time. */
const AFTER_ALL = 'Z'

/** The segments of a broadcaster, single or recurring, that begin within a time, in order. */
export function segmentsFrom(
  store: Store,
  broadcaster_id: string,
  is_recurring: boolean,
  from = '',
  limit = -1,
  until = AFTER_ALL,
): StoredSegment[] {
  return store
    .all(
      `${select} WHERE broadcaster_id = $broadcaster_id AND is_recurring = $is_recurring AND start_time >= $from
         AND start_time < $until
       ORDER BY start_time, schedule_segments.id LIMIT $limit`,
      { broadcaster_id, is_recurring, from, until, limit },
    )
    .map(readSegment)
}
