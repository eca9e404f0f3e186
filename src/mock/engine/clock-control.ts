import type { Clock } from './clock.ts'
import type { Rows } from './rows.ts'
import type { ClockScheduler } from './scheduler.ts'
import { readState, writeState } from './state.ts'
import type { FiredTimer, TimerQueue } from './timers.ts'

interface ClockControlOptions {
  clock: Clock
  /** The source of the clock's time. The offset that a file keeps is from one source, and ignored with the other. */
  source: 'system' | 'given'
  rows: Rows
  timers: TimerQueue
  scheduler: ClockScheduler
}

/** Moves and freezes the clock of a store. Where it stands is in the file, so that a restart goes on from there. */
export class ClockControl {
  readonly #options: ClockControlOptions

  constructor(options: ClockControlOptions) {
    this.#options = options
    this.restore()
  }

  get isFrozen(): boolean {
    return this.#options.clock.isFrozen
  }

  /** Milliseconds that the clock is ahead of its source. */
  get offset(): number {
    return this.#options.clock.ahead
  }

  /** Sets the clock, forward or back. It fires no timer: those that have become due fire afterwards. */
  set(moment: Date): void {
    this.#change((clock) => clock.moveTo(moment.getTime()))
  }

  freeze(): void {
    this.#change((clock) => clock.freeze())
  }

  thaw(): void {
    this.#change((clock) => clock.thaw())
  }

  /**
   * Moves the clock to the next moment at which a timer or a wait is due, to `end` at the latest, and fires it. The
   * caller repeats this until the clock has reached the end, and then sets it there.
   *
   * @returns the timers that fired, in their order
   */
  step(end: Date, onFault: (error: unknown) => void): FiredTimer[] {
    const { clock, timers, scheduler } = this.#options
    const now = clock.now().getTime()
    const next = Math.min(timers.nextAfter(now), scheduler.next(), end.getTime())
    // A clock that runs may have passed a wait, or the end, in the meantime.
    clock.moveTo(Math.max(next, now))
    const fired = timers.runDue(onFault)
    scheduler.runDue()
    return fired
  }

  /** Sets the clock to the state in the file, at the start and after a restore. */
  restore(): void {
    const { clock, source, rows, scheduler, timers } = this.#options
    timers.earliest = Number.NEGATIVE_INFINITY
    const { source: itsSource = source, ...state } = readState(rows, 'clock') ?? { offset: 0 }
    clock.state = itsSource === source ? state : { offset: 0 }
    scheduler.rearm()
  }

  /** Forgets the waits of a store that is closed. */
  stop(): void {
    this.#options.scheduler.stop()
  }

  #change(change: (clock: Clock) => void): void {
    const { clock, source, rows, scheduler } = this.#options
    change(clock)
    scheduler.rearm()
    writeState(rows, 'clock', { ...clock.state, source })
  }
}
