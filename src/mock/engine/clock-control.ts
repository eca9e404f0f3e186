import type { Clock } from './clock.ts'
import type { Rows } from './rows.ts'
import type { ClockScheduler } from './scheduler.ts'
import { readState, writeState } from './state.ts'
import type { FiredTimer, TimerQueue } from './timers.ts'

interface ClockControlOptions {
  clock: Clock
  /** Whose time the clock goes by: a file that was moved by one source says nothing about another. */
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

  /** Milliseconds that the clock is ahead of where it would be had nobody touched it. */
  get offset(): number {
    return this.#options.clock.ahead
  }

  /** Sets the clock, forward or back. Nothing fires: what has become due does so afterwards. */
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
   * Moves the clock to the next moment at which anything is due, to `end` at the latest, and lets that happen. The
   * caller goes on until the clock has reached the end, and then sets it there.
   *
   * @returns the timers that fired, in their order
   */
  step(end: Date, onFault: (error: unknown) => void): FiredTimer[] {
    const { clock, timers, scheduler } = this.#options
    const now = clock.now().getTime()
    const next = Math.min(timers.nextAfter(now), scheduler.nextAfter(now), end.getTime())
    if (next > now) clock.moveTo(next)
    const fired = timers.runDue(onFault)
    scheduler.runDue()
    return fired
  }

  /** Sets the clock as the file says, also after other rows and timers were put into it. */
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
