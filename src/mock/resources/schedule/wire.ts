import type { Store } from '../../engine/store.ts'
import { findUser } from '../users/store.ts'
import { type Broadcast, isCanceled } from './broadcasts/store.ts'
import type { Schedule, Segment } from './schema.ts'
import { encodeSegmentId } from './segment-id.ts'
import { findVacation } from './store.ts'

/** A schedule as Helix writes it, with some of its broadcasts. */
export function scheduleOf(store: Store, broadcaster_id: string, broadcasts: readonly Broadcast[]): Schedule {
  const { display_name, login } = findUser(store, broadcaster_id)!
  return {
    segments: broadcasts.map(wireSegment),
    broadcaster_id,
    broadcaster_name: display_name,
    broadcaster_login: login,
    vacation: findVacation(store, broadcaster_id) ?? null,
  }
}

function wireSegment(broadcast: Broadcast): Segment {
  const { segment, start_time, end_time } = broadcast
  const { title, category_id, category_name, is_recurring } = segment
  return {
    id: encodeSegmentId({ ...broadcast, id: segment.id }),
    start_time,
    end_time,
    title,
    canceled_until: isCanceled(broadcast) ? end_time : null,
    category: category_id === null ? null : { id: category_id, name: category_name! },
    is_recurring,
  }
}
