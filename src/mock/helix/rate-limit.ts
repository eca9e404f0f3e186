import type { Store } from '../engine/store.ts'
import { tooManyRequests } from '../http/errors.ts'

/**
 * Points a minute for one client, or one client and user.
 * Source: https://dev.twitch.tv/docs/api/guide/#twitch-rate-limits
 */
export const POINTS_PER_MINUTE = 800

const REFILL_PER_MS = POINTS_PER_MINUTE / 60_000

interface Bucket {
  points: number
  filledAt: number
}

/**
 * The least number of points that the headers report if the limit is not enforced: at zero, clients would wait by
 * themselves.
 */
const LEAST_TOLD = POINTS_PER_MINUTE / 2

/** The token buckets of all callers. Points are always counted; a request is refused only if the limit is enforced. */
export class RateLimiter {
  readonly #buckets = new Map<string, Bucket>()

  constructor(
    store: Store,
    readonly isEnforced = false,
  ) {
    store.snapshots.onRestore(() => this.#buckets.clear())
  }

  /**
   * Takes a point from the caller's bucket.
   *
   * @throws HelixError 429 when it is empty and the limit is enforced
   */
  take(caller: string, now: number, headers: Record<string, unknown>): void {
    const bucket = this.#bucket(caller, now)
    const refused = this.isEnforced && bucket.points < 1
    bucket.points = Math.max(this.isEnforced ? 0 : LEAST_TOLD, bucket.points - 1)
    const full = now + (POINTS_PER_MINUTE - bucket.points) / REFILL_PER_MS
    headers['Ratelimit-Limit'] = String(POINTS_PER_MINUTE)
    headers['Ratelimit-Remaining'] = String(Math.floor(bucket.points))
    headers['Ratelimit-Reset'] = String(Math.ceil(full / 1000))
    if (refused) throw tooManyRequests('Request limit exceeded')
  }

  #bucket(caller: string, now: number): Bucket {
    const bucket = this.#buckets.get(caller) ?? { points: POINTS_PER_MINUTE, filledAt: now }
    // A clock that was set back adds no points.
    const gained = Math.max(0, now - bucket.filledAt) * REFILL_PER_MS
    bucket.points = Math.min(POINTS_PER_MINUTE, bucket.points + gained)
    bucket.filledAt = now
    this.#buckets.set(caller, bucket)
    return bucket
  }
}
