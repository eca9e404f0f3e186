import type { Scheduler } from '../../engine/scheduler.ts'
import { Milliseconds } from '../../engine/time.ts'

const MAXIMUM_IN_A_ROW = 5
const MINIMUM_TIME = 2 * Milliseconds.minute

/**
 * Counts the failures of receivers. Twitch does not document when it gives a receiver up; the mock does after five
 * failures in a row over two minutes, so that a receiver may be restarted without losing its subscriptions.
 */
export class Failures {
  readonly #failing = new Map<string, { since: number; count: number }>()

  constructor(readonly scheduler: Scheduler) {}

  /** Counts a failed attempt; returns whether it is the first in a row, and whether the receiver is to be given up. */
  add(key: string): { isFirst: boolean; isExceeded: boolean } {
    const now = this.scheduler.now()
    const failing = this.#failing.get(key) ?? { since: now, count: 0 }
    failing.count++
    this.#failing.set(key, failing)
    const isExceeded = failing.count >= MAXIMUM_IN_A_ROW && now - failing.since >= MINIMUM_TIME
    return { isFirst: failing.count === 1, isExceeded }
  }

  forget(key: string): void {
    this.#failing.delete(key)
  }
}
