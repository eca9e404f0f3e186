import type { Clock } from './clock.ts'
import type { TimerName, Timers } from './events.ts'
import { isAboutTheFile } from './file.ts'
import type { Rows } from './rows.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** A timer that fired, with the moment at which it was due. */
export interface FiredTimer {
  timer: TimerName
  subject: string
  at: Date
}

interface Timer {
  name: TimerName
  subject: string
  /** Milliseconds since 1970. */
  due: number
}

/** The table of timers. */
export const timerTables = `
  CREATE TABLE IF NOT EXISTS timers (
    name TEXT NOT NULL, subject TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (name, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS timers_due ON timers (due);`

/** The timers of a store. They are rows, so that they also fire after the program was closed and opened again. */
export class TimerQueue {
  readonly #rows: Rows
  readonly #clock: Clock
  readonly #unitOfWork: UnitOfWork
  readonly #handlers = new Map<TimerName, (subject: string) => void>()
  /** The earliest due moment of known timers, in milliseconds since 1970; most requests need no query. */
  earliest = Number.NEGATIVE_INFINITY

  constructor(rows: Rows, clock: Clock, unitOfWork: UnitOfWork) {
    this.#rows = rows
    this.#clock = clock
    this.#unitOfWork = unitOfWork
  }

  on(name: TimerName, handle: (subject: string) => void): void {
    this.#handlers.set(name, handle)
  }

  schedule<Name extends TimerName>(name: Name, subject: Timers[Name], due: Date): void {
    this.earliest = Math.min(this.earliest, due.getTime())
    this.#rows.run(
      `INSERT INTO timers (name, subject, due) VALUES ($name, $subject, $due)
       ON CONFLICT (name, subject) DO UPDATE SET due = excluded.due`,
      { name, subject, due: due.getTime() },
    )
  }

  cancel(name: TimerName, subject: string): void {
    this.#rows.run('DELETE FROM timers WHERE name = $name AND subject = $subject', { name, subject })
  }

  /** When the next timer is due. It is read from the file, so it includes timers that another process has set. */
  nextDue(): Date | undefined {
    const row = this.#rows.get<{ due: number | null }>('SELECT min(due) AS due FROM timers', {})
    this.earliest = row?.due ?? Number.POSITIVE_INFINITY
    return row?.due == null ? undefined : new Date(row.due)
  }

  /**
   * Fires the timers that are due, in order, each with the clock at its own moment: a poll ends at its end time, not
   * when the next request comes. A timer that fails is rolled back, reported and removed: it must not block others.
   */
  runDue(onFault: (error: unknown) => void): FiredTimer[] {
    const fired: FiredTimer[] = []
    this.#unitOfWork.atOnce(() => this.#fireDue(fired, onFault))
    return fired
  }

  /** When the first timer after a moment is due; both in milliseconds since 1970. */
  nextAfter(moment: number): number {
    const sql = 'SELECT min(due) AS due FROM timers WHERE due > $moment'
    return this.#rows.get<{ due: number | null }>(sql, { moment })?.due ?? Number.POSITIVE_INFINITY
  }

  isDue(): boolean {
    return this.#next() !== undefined
  }

  #fireDue(fired: FiredTimer[], onFault: (error: unknown) => void): void {
    for (let timer = this.#next(); timer; timer = this.#next()) {
      try {
        const { name, subject, due } = timer
        if (this.#fire(timer)) fired.push({ timer: name, subject, at: new Date(due) })
      } catch (error) {
        // If the file could not be written now, the timer is tried again.
        if (!isAboutTheFile(error)) this.cancel(timer.name, timer.subject)
        onFault(error)
        if (isAboutTheFile(error)) return
      }
    }
  }

  #next(): Timer | undefined {
    const now = this.#clock.now().getTime()
    if (now < this.earliest) return undefined
    const sql = 'SELECT name, subject, due FROM timers WHERE due <= $now ORDER BY due, name, subject LIMIT 1'
    const timer = this.#rows.get<Timer>(sql, { now })
    if (!timer) this.nextDue()
    return timer
  }

  /** Fires a timer if its row is still there to delete: another process may have fired it already. */
  #fire({ name, subject, due }: Timer): boolean {
    return this.#unitOfWork.transaction(() => {
      const sql = 'DELETE FROM timers WHERE name = $name AND subject = $subject AND due = $due'
      if (this.#rows.run(sql, { name, subject, due }) === 0) return false
      this.#clock.at(new Date(due), () => this.#handlers.get(name)?.(subject))
      return true
    })
  }
}
