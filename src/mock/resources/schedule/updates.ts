import type { Store } from '../../engine/store.ts'
import { toSecond } from '../../engine/time.ts'
import { badRequest, forbidden, notFound } from '../../http/errors.ts'
import { findGame } from '../games/store.ts'
import { findUser } from '../users/store.ts'
import { type Broadcast, broadcastIn, nextBroadcast, overlaps, setCanceled } from './broadcasts/store.ts'
import type { Vacation } from './schema.ts'
import { createSegment, hasSchedule, type StoredSegment, updateSegment, updateVacation } from './store.ts'

/** The request for a new segment. */
export interface SegmentRequest {
  broadcaster_id: string
  start_time: string
  timezone: string
  duration: number
  is_recurring?: boolean
  category_id?: string
  title?: string
}

/**
 * Adds a broadcast, or a series of them, to a schedule.
 *
 * @throws HelixError 400, 403
 */
export function planSegment(
  store: Store,
  { is_recurring = false, title = '', ...wanted }: SegmentRequest,
): StoredSegment {
  if (!is_recurring && !findUser(store, wanted.broadcaster_id)?.broadcaster_type) {
    throw forbidden('Only partners and affiliates may add non-recurring broadcast segments.')
  }
  const category_id = requireCategory(store, wanted.category_id)
  const start_time = toSecond(new Date(wanted.start_time))
  const plan = { ...wanted, start_time, is_recurring, title, category_id }
  if (overlaps(store, plan)) throw badRequest('Segment cannot create overlapping segment')
  return createSegment(store, plan)
}

/** The request for changes. */
export interface Changes {
  start_time?: string
  duration?: number
  is_canceled?: boolean
  timezone?: string
  category_id?: string
  title?: string
}

/**
 * Changes the segment of a broadcast, and returns the changed broadcast; a series is changed as a whole.
 *
 * @throws HelixError 400, 403
 */
export function updateBroadcast(
  store: Store,
  broadcast: Broadcast,
  { is_canceled, start_time, category_id, ...changes }: Changes,
): Broadcast {
  const { segment } = broadcast
  if (start_time !== undefined) requireMovable(store, broadcast)
  const wanted = {
    ...changes,
    ...(start_time !== undefined && { start_time: toSecond(new Date(start_time)) }),
    ...(category_id !== undefined && { category_id: requireCategory(store, category_id) }),
  }
  const takesTime = wanted.start_time ?? wanted.duration ?? wanted.timezone
  if (takesTime !== undefined && overlaps(store, { ...segment, ...wanted }, segment.id)) {
    throw badRequest('Segment cannot create overlapping segment')
  }
  const updated = updateSegment(store, segment, wanted)
  const same = broadcastIn(updated, broadcast) ?? nextBroadcast(store, updated)
  if (is_canceled === undefined) return same
  // As documented, canceling a series always cancels its next broadcast.
  return setCanceled(store, updated.is_recurring ? nextBroadcast(store, updated) : same, is_canceled)
}

function requireMovable(store: Store, { segment }: Broadcast): void {
  const refusal =
    "Only partners and affiliates may update a broadcast's start time and only for non-recurring segments."
  if (!findUser(store, segment.broadcaster_id)?.broadcaster_type) throw forbidden(refusal)
  if (segment.is_recurring) throw badRequest(refusal)
}

/**
 * Sets or removes the vacation of a schedule.
 *
 * @throws HelixError 400, 404
 */
export function planVacation(
  store: Store,
  broadcaster_id: string,
  { start_time, end_time }: Vacation,
  timezone?: string,
): void {
  requireSchedule(store, broadcaster_id)
  if (Date.parse(end_time) <= Date.parse(start_time)) {
    throw badRequest('The date in vacation_end_time must be later than the date in vacation_start_time.')
  }
  const vacation = { start_time: toSecond(new Date(start_time)), end_time: toSecond(new Date(end_time)) }
  updateVacation(store, broadcaster_id, vacation, timezone)
}

/**
 * Refuses a channel without a schedule.
 *
 * @throws HelixError 404
 */
export function requireSchedule(store: Store, broadcaster_id: string): void {
  if (!hasSchedule(store, broadcaster_id)) throw notFound("The broadcaster's schedule was not found.")
}

/** The ID of a category that exists, or null for none. */
function requireCategory(store: Store, id: string | undefined): string | null {
  if (id === undefined) return null
  if (!findGame(store, id)) throw badRequest('The ID in the category_id field is not valid.')
  return id
}
