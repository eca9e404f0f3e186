/** The one way to wait, so that a test can move time by hand. */
export interface Scheduler {
  /** Milliseconds, of a clock that only goes forward. */
  now(): number
  /** Does the work once, so many milliseconds from now; what it returns takes that back. */
  after(milliseconds: number, work: () => void): () => void
  /** Does the work once what is at hand is done. */
  soon(work: () => void): void
}

/** The scheduler of the system's timers. */
export const systemScheduler: Scheduler = {
  now: () => performance.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
  soon: (work) => void setImmediate(work),
}
