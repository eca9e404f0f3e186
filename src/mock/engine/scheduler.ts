import type { Clock } from './clock.ts'

/** The one way to wait, so that a test can move time by hand. */
export interface Scheduler {
  /** Milliseconds, of a clock that only goes forward. */
  now(): number
  /** Does the work once, after a number of milliseconds; returns a function that cancels it. */
  after(milliseconds: number, work: () => void): () => void
  /** Does the work after the current task of the event loop. */
  soon(work: () => void): void
}

/** Waits by the system's clock, for network timeouts, which must not depend on the store's clock. */
export const systemScheduler: Scheduler = {
  now: () => performance.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
  soon: (work) => void setImmediate(work),
}

interface Wait {
  /** When the wait ends, in `elapsed` milliseconds of the clock. */
  at: number
  work: () => void
  cancel: () => void
}

/** The longest time that the system's timers can wait. */
const LONGEST_MS = 2 ** 31 - 1

/** Waits by a store's clock: moving the clock past the end of a wait ends the wait. */
export class ClockScheduler implements Scheduler {
  readonly #clock: Clock
  readonly #waits = new Set<Wait>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.elapsed
  }

  after(milliseconds: number, work: () => void): () => void {
    const wait: Wait = { at: this.now() + milliseconds, work, cancel() {} }
    this.#waits.add(wait)
    this.#arm(wait)
    return () => this.#remove(wait)
  }

  soon(work: () => void): void {
    systemScheduler.soon(work)
  }

  /** When the next wait ends, in milliseconds since 1970; infinity without one. */
  next(): number {
    let next = Number.POSITIVE_INFINITY
    for (const { at } of this.#waits) next = Math.min(next, at)
    return this.#clock.momentOf(next)
  }

  /** Does the work of all waits that are over. */
  runDue(): void {
    const now = this.now()
    const due = [...this.#waits].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at)
    for (const wait of due) if (this.#remove(wait)) wait.work()
  }

  /** Sets the system's timers anew, after the clock was moved, frozen or thawed. */
  rearm(): void {
    for (const wait of this.#waits) {
      wait.cancel()
      this.#arm(wait)
    }
  }

  /** Cancels all waits. */
  stop(): void {
    for (const wait of this.#waits) this.#remove(wait)
  }

  #arm(wait: Wait): void {
    if (this.#clock.isFrozen) return
    const rest = Math.min(Math.max(wait.at - this.now(), 0), LONGEST_MS)
    wait.cancel = systemScheduler.after(rest, () => {
      if (rest === LONGEST_MS) this.#arm(wait)
      else if (this.#remove(wait)) wait.work()
    })
  }

  #remove(wait: Wait): boolean {
    wait.cancel()
    return this.#waits.delete(wait)
  }
}
