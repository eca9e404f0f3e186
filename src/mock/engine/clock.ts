/** The one clock of a store: it can be moved, and held at a moment. */
export class Clock {
  readonly #milliseconds: () => number
  /** The moment at which time is held, if it is. */
  #instant: Date | undefined

  /** @param milliseconds since 1970; the system's clock by default */
  constructor(milliseconds: () => number = Date.now) {
    this.#milliseconds = milliseconds
  }

  now(): Date {
    return this.#instant ?? new Date(this.#milliseconds())
  }

  /** Does work with time held at an instant. */
  at<T>(instant: Date, work: () => T): T {
    const before = this.#instant
    this.#instant = instant
    try {
      return work()
    } finally {
      this.#instant = before
    }
  }
}
