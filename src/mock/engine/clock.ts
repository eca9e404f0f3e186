/** The difference of a clock from its source. */
export interface ClockState {
  /** Milliseconds that the clock is ahead of its source. */
  offset: number
  /** The moment at which the clock is frozen, in milliseconds since 1970. */
  frozen?: number
}

/** The one clock of a store: it can be moved and frozen, and work can be done with time held at a moment. */
export class Clock {
  readonly #source: () => number
  #state: ClockState = { offset: 0 }
  /** How far the clock has been set back, in milliseconds. */
  #setBack = 0
  /** The moment at which time is held, if it is. */
  #instant: Date | undefined

  /** @param source milliseconds since 1970; the system's clock by default */
  constructor(source: () => number = Date.now) {
    this.#source = source
  }

  now(): Date {
    return this.#instant ?? new Date(this.#milliseconds)
  }

  /** Milliseconds of the same clock as if it had never been set back. */
  get elapsed(): number {
    return this.#milliseconds + this.#setBack
  }

  get isFrozen(): boolean {
    return this.#state.frozen !== undefined
  }

  /** Milliseconds that the clock is ahead of its source. */
  get ahead(): number {
    return this.#milliseconds - this.#source()
  }

  /** The moment of this clock at which `elapsed` reaches a value. */
  momentOf(elapsed: number): number {
    return elapsed - this.#setBack
  }

  get state(): ClockState {
    return { ...this.#state }
  }

  set state(state: ClockState) {
    const before = this.#milliseconds
    this.#state = { ...state }
    this.#setBack += Math.max(0, before - this.#milliseconds)
  }

  /** Sets the clock, forward or back; a frozen one stays frozen. */
  moveTo(moment: number): void {
    const offset = moment - this.#source()
    this.state = { offset, ...(this.isFrozen && { frozen: moment }) }
  }

  freeze(): void {
    this.state = { ...this.#state, frozen: this.#milliseconds }
  }

  /** Lets a frozen clock go on from where it stands. */
  thaw(): void {
    this.state = { offset: this.#milliseconds - this.#source() }
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

  get #milliseconds(): number {
    const { offset, frozen } = this.#state
    return frozen ?? this.#source() + offset
  }
}
