import { computedPage, type Page, type PageRequest } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import {
  type Occurrence,
  occurrenceIn,
  occurrencesBetween,
  occurrencesFrom,
  type Plan,
  type Week,
} from '../recurrence/rule.ts'
import type { SegmentId } from '../segment-id.ts'
import { findSegment, type StoredSegment, segmentsFrom, updateSegment } from '../store.ts'

/** How far a series is listed: it has no end, but a list needs one. */
const HORIZON = 52 * 7 * Milliseconds.day

const LONGEST = 23 * Milliseconds.hour

/** A broadcast of a segment. */
export interface Broadcast extends Occurrence {
  segment: StoredSegment
  segment_id: string
}

/** The broadcasts of a schedule from a moment on, in order; series are expanded for a year. */
export function listBroadcasts(
  store: Store,
  broadcaster_id: string,
  from: string,
  request: PageRequest,
): Page<Broadcast> {
  const until = toSecond(shifted(new Date(from), HORIZON))
  const series = segmentsFrom(store, broadcaster_id, true)
  return computedPage(
    {
      key: ['start_time', 'segment_id'],
      hasKey: ([start]) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(start)) && String(start) < until,
      list(after, limit) {
        const [start, id] = (after as [string, string] | undefined) ?? [from, '']
        const singles = segmentsFrom(store, broadcaster_id, false, start, limit + 1)
        return [...singles, ...series]
          .flatMap((segment) => firstBroadcasts(segment, start, until, limit + 1))
          .filter((broadcast) => broadcast.start_time > start || broadcast.segment_id > id)
          .sort(byTime)
          .slice(0, limit)
      },
    },
    request,
  )
}

/** The existing broadcasts with the given IDs, in order. */
export function listBroadcastsById(
  store: Store,
  broadcaster_id: string,
  ids: readonly SegmentId[],
  request: PageRequest,
): Page<Broadcast> {
  const found = ids
    .flatMap((id) => findBroadcast(store, broadcaster_id, id) ?? [])
    .sort(byTime)
    .filter((broadcast, index, all) => index === 0 || byTime(broadcast, all[index - 1]!) !== 0)
  return computedPage(
    {
      key: ['start_time', 'segment_id'],
      list(after, limit) {
        const [start_time, segment_id] = (after as [string, string] | undefined) ?? ['', '']
        return found.filter((broadcast) => byTime(broadcast, { start_time, segment_id }) > 0).slice(0, limit)
      },
    },
    request,
  )
}

/** The broadcast of a channel with an ID. */
export function findBroadcast(
  store: Store,
  broadcaster_id: string,
  { id, ...week }: SegmentId,
): Broadcast | undefined {
  const segment = findSegment(store, broadcaster_id, id)
  return segment && broadcastIn(segment, week)
}

/** The next broadcast of a segment; of a single broadcast itself, even if it is over. */
export function nextBroadcast(store: Store, segment: StoredSegment): Broadcast {
  const from = segment.is_recurring ? toSecond(store.now()) : segment.start_time
  return broadcast(segment, occurrencesFrom(segment, from).next().value!)
}

/** The broadcast of a segment in a week, if any. */
export function broadcastIn(segment: StoredSegment, week: Week): Broadcast | undefined {
  const occurrence = occurrenceIn(segment, week)
  return occurrence && broadcast(segment, occurrence)
}

/** Whether a broadcast was canceled. */
export function isCanceled({ segment, year, week }: Broadcast): boolean {
  return segment.canceled.some((canceled) => canceled.year === year && canceled.week === week)
}

/** Whether a plan overlaps another broadcast within a year. Canceled broadcasts do not count. */
export function overlaps(store: Store, plan: Plan & { broadcaster_id: string }, except?: string): boolean {
  const from = toSecond(shifted(new Date(plan.start_time), -LONGEST))
  const until = toSecond(shifted(new Date(plan.start_time), plan.is_recurring ? HORIZON : LONGEST))
  const taken = [
    ...segmentsFrom(store, plan.broadcaster_id, true),
    ...segmentsFrom(store, plan.broadcaster_id, false, from, -1, until),
  ]
    .filter(({ id }) => id !== except)
    .flatMap((segment) => occurrencesBetween(segment, from, until).map((found) => broadcast(segment, found)))
    .filter((broadcast) => !isCanceled(broadcast))
  return occurrencesBetween(plan, plan.start_time, until).some((wanted) =>
    taken.some((other) => wanted.start_time < other.end_time && other.start_time < wanted.end_time),
  )
}

/** Cancels one broadcast of a segment, or undoes that. */
export function setCanceled(store: Store, broadcast: Broadcast, is_canceled: boolean): Broadcast {
  const { segment, year, week } = broadcast
  const others = segment.canceled.filter((canceled) => canceled.year !== year || canceled.week !== week)
  const canceled = is_canceled ? [...others, { year, week }] : others
  return { ...broadcast, segment: updateSegment(store, segment, { canceled }) }
}

function firstBroadcasts(segment: StoredSegment, from: string, until: string, limit: number): Broadcast[] {
  const found: Broadcast[] = []
  for (const occurrence of occurrencesFrom(segment, from)) {
    if (found.length === limit || (segment.is_recurring && occurrence.start_time >= until)) break
    found.push(broadcast(segment, occurrence))
  }
  return found
}

const broadcast = (segment: StoredSegment, occurrence: Occurrence): Broadcast => ({
  ...occurrence,
  segment,
  segment_id: segment.id,
})

type Place = Pick<Broadcast, 'start_time' | 'segment_id'>

function byTime(one: Place, other: Place): number {
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
  return order(one.start_time, other.start_time) || order(one.segment_id, other.segment_id)
}
