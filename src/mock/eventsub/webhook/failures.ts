import type { Scheduler } from '../../engine/scheduler.ts'
import { Milliseconds } from '../../engine/time.ts'

const MAXIMUM_IN_A_ROW = 5
const MINIMUM_TIME = 2 * Milliseconds.minute

/**
 * How long a receiver has been failing. Twitch does not document when it gives up; here it is after five failures in a
 * row over two minutes, so that a receiver may be restarted without losing its subscriptions.
 */
export class Failures {
  readonly #failing = new Map<string, { since: number; count: number }>()

  constructor(readonly scheduler: Scheduler) {}

  /** One more attempt failed. True if these were too many. */
  add(key: string): boolean {
    const now = this.scheduler.now()
    const failing = this.#failing.get(key) ?? { since: now, count: 0 }
    failing.count++
    this.#failing.set(key, failing)
    return failing.count >= MAXIMUM_IN_A_ROW && now - failing.since >= MINIMUM_TIME
  }

  forget(key: string): void {
    this.#failing.delete(key)
  }
}
