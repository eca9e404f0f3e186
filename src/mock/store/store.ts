import type { Database, Statement } from 'bun:sqlite'
import { bindings, type Row } from './bindings.ts'
import { closeDatabase, openDatabase } from './database.ts'
import type { EventName, Events, Listener, TimerName, Timers } from './events.ts'
import { isAboutTheFile } from './file.ts'
import { Random } from './random.ts'

export type { Row, Value } from './bindings.ts'

export interface StoreOptions {
  /** A file, or ":memory:". */
  path: string
  /** Every CREATE TABLE and CREATE INDEX, with IF NOT EXISTS. */
  tables: readonly string[]
  /** The seed of everything that is left to chance; by default another one each time. */
  seed?: number
  /** Milliseconds since 1970; the system's clock by default. */
  clock?: () => number
  /** Another source of chance, such as one that counts. */
  random?: Random
}

interface Timer {
  name: TimerName
  subject: string
  /** Milliseconds since 1970. */
  due: number
}

const ownTables = `
  CREATE TABLE IF NOT EXISTS openings (id INTEGER PRIMARY KEY) STRICT;
  CREATE TABLE IF NOT EXISTS timers (
    name TEXT NOT NULL, subject TEXT NOT NULL, due INTEGER NOT NULL, PRIMARY KEY (name, subject)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS timers_due ON timers (due);`

/**
 * The simulated Twitch: its rows, its clock, its chance and its events. Everything under mock/ reads the time
 * and draws ids from here and from nowhere else, so that time can be moved and a run repeated.
 */
export class Store {
  readonly db: Database
  readonly random: Random
  readonly #clock: () => number
  readonly #statements = new Map<string, Statement>()
  readonly #listeners = new Map<EventName, Listener<EventName>[]>()
  readonly #timers = new Map<TimerName, (subject: string) => void>()
  /** No timer that this store knows of is due before: most requests need not look. */
  #earliest = Number.NEGATIVE_INFINITY
  /** The moment at which time is held, if it is. */
  #instant: Date | undefined
  #fault = (error: unknown): void => {
    throw error
  }
  /** Events of the open transaction; undefined outside one. */
  #pending: (() => void)[] | undefined

  constructor({ path, tables, seed, clock = Date.now, random }: StoreOptions) {
    this.#clock = clock
    this.db = openDatabase(path, [ownTables, ...tables])
    this.random = random ?? new Random(this.#seedOfThisOpening(seed))
  }

  // ---- Rows ------------------------------------------------------------------------------------

  /** All rows of a query; parameters are written `$name`. The statement is prepared once. */
  all<T = object>(sql: string, params: Row = {}): T[] {
    return this.#statement(sql).all(bindings(params)) as T[]
  }

  /** The first row of a query, if any. */
  get<T = object>(sql: string, params: Row = {}): T | undefined {
    return (this.#statement(sql).get(bindings(params)) ?? undefined) as T | undefined
  }

  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, params: Row = {}): number {
    return this.#statement(sql).run(bindings(params)).changes
  }

  /** Inserts a row: objects and arrays become JSON, booleans 0 and 1, dates RFC 3339. */
  insert(table: string, row: Row): void {
    const columns = Object.keys(row)
    this.run(`INSERT INTO ${table} (${columns}) VALUES (${columns.map((column) => `$${column}`)})`, row)
  }

  /** Changes the given columns of the rows that match `where`; returns how many. Undefined columns are left alone. */
  update(table: string, changes: Row, where: Row): number {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    if (given.length === 0) return 0
    const sets = given.map(([column]) => `${column} = $${column}`)
    const tests = Object.keys(where).map((column) => `${column} = $where_${column}`)
    const keys = Object.fromEntries(
      Object.entries(where).map(([column, value]) => [`where_${column}`, value]),
    )
    return this.run(`UPDATE ${table} SET ${sets} WHERE ${tests.join(' AND ')}`, {
      ...Object.fromEntries(given),
      ...keys,
    })
  }

  /** All or nothing: an error undoes the rows and forgets the events. Nested calls join the outermost. */
  transaction<T>(work: () => T): T {
    if (this.#pending) return work()
    const events: (() => void)[] = []
    this.#pending = events
    let result: T
    try {
      result = this.db.transaction(work).immediate() as T
    } finally {
      this.#pending = undefined
    }
    for (const announce of events) announce()
    return result
  }

  // ---- Time, chance ----------------------------------------------------------------------------

  now(): Date {
    return this.#instant ?? new Date(this.#clock())
  }

  /** Runs the work with time held at an instant. */
  at<T>(instant: Date, work: () => T): T {
    const before = this.#instant
    this.#instant = instant
    try {
      return work()
    } finally {
      this.#instant = before
    }
  }

  /** A new UUID. */
  id(): string {
    return this.random.uuid()
  }

  // ---- Events ----------------------------------------------------------------------------------

  /** Announces what a transition did, once its transaction has committed. */
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void {
    const at = this.now()
    const announce = () => {
      for (const listener of this.#listeners.get(name) ?? []) this.#tell(() => listener(payload as never, at))
    }
    if (this.#pending) this.#pending.push(announce)
    else announce()
  }

  /** Who takes the fault of a listener: what it was told of has happened, so that the caller must not hear of it. */
  onFault(handle: (error: unknown) => void): void {
    this.#fault = handle
  }

  on<Name extends EventName>(name: Name, listener: Listener<Name>): void {
    this.#listeners.set(name, [
      ...(this.#listeners.get(name) ?? []),
      listener as unknown as Listener<EventName>,
    ])
  }

  #tell(listener: () => void): void {
    try {
      listener()
    } catch (error) {
      this.#fault(error)
    }
  }

  // ---- Timers ----------------------------------------------------------------------------------

  /** Says what a timer does when it is due. */
  onTimer(name: TimerName, handle: (subject: string) => void): void {
    this.#timers.set(name, handle)
  }

  /** Sets or moves the timer of a subject. */
  schedule<Name extends TimerName>(name: Name, subject: Timers[Name], due: Date): void {
    this.#earliest = Math.min(this.#earliest, due.getTime())
    this.run(
      `INSERT INTO timers (name, subject, due) VALUES ($name, $subject, $due)
       ON CONFLICT (name, subject) DO UPDATE SET due = excluded.due`,
      { name, subject, due: due.getTime() },
    )
  }

  cancel<Name extends TimerName>(name: Name, subject: Timers[Name]): void {
    this.run('DELETE FROM timers WHERE name = $name AND subject = $subject', { name, subject })
  }

  /** When the next timer is due, if any is set; by this a store learns of timers that another process has set. */
  nextDue(): Date | undefined {
    const row = this.get<{ due: number | null }>('SELECT min(due) AS due FROM timers')
    this.#earliest = row?.due ?? Number.POSITIVE_INFINITY
    return row?.due == null ? undefined : new Date(row.due)
  }

  /**
   * Fires what has become due, in order, each at its own moment: a poll ends when it should have, not when looked at.
   * A timer that fails is undone, told and forgotten: it must not stop the ones after it, now or ever.
   */
  runDue(onFault: (error: unknown) => void = rethrow): void {
    for (let timer = this.#nextTimer(); timer; timer = this.#nextTimer()) {
      try {
        this.#fire(timer)
      } catch (error) {
        // Who cannot write now may be able to later.
        if (!isAboutTheFile(error)) this.cancel(timer.name, timer.subject as never)
        onFault(error)
        if (isAboutTheFile(error)) return
      }
    }
  }

  #nextTimer(): Timer | undefined {
    const now = this.now().getTime()
    if (now < this.#earliest) return undefined
    const sql = 'SELECT name, subject, due FROM timers WHERE due <= $now ORDER BY due, name, subject LIMIT 1'
    const timer = this.get<Timer>(sql, { now })
    if (!timer) this.nextDue()
    return timer
  }

  /** Whoever removes the timer's row fires it: another process may have been faster. */
  #fire({ name, subject, due }: Timer): void {
    this.transaction(() => {
      const sql = 'DELETE FROM timers WHERE name = $name AND subject = $subject AND due = $due'
      if (this.run(sql, { name, subject, due }) === 0) return
      this.at(new Date(due), () => this.#timers.get(name)?.(subject))
    })
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.finalize()
    this.#statements.clear()
    closeDatabase(this.db)
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.db.prepare(sql)
    this.#statements.set(sql, statement)
    return statement
  }

  /** A file that is opened again goes on with other ids, also with the same seed. */
  #seedOfThisOpening(seed: number | undefined): number {
    const opening = this.get<{ id: number }>('INSERT INTO openings DEFAULT VALUES RETURNING id')!.id
    const start = seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!
    return Bun.hash.xxHash32(`${start}:${opening}`)
  }
}

function rethrow(error: unknown): never {
  throw error
}
