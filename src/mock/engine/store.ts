import type { Database, Statement } from 'bun:sqlite'
import { bindings, type Row } from './bindings.ts'
import { closeDatabase, openDatabase } from './database.ts'
import { EventQueue } from './event-queue.ts'
import type { EventName, Events, Listener, TimerName, Timers } from './events.ts'
import { Random } from './random.ts'
import { insertInto, plannedOnce } from './sql.ts'
import { TimerQueue, timerTables } from './timers.ts'
import { UnitOfWork } from './unit-of-work.ts'

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

const ownTables = 'CREATE TABLE IF NOT EXISTS openings (id INTEGER PRIMARY KEY) STRICT;'

/**
 * The simulated Twitch: its rows, its clock, its chance and its events. Everything under mock/ reads the time
 * and draws ids from here and from nowhere else, so that time can be moved and a run repeated.
 */
export class Store {
  readonly db: Database
  readonly random: Random
  readonly #clock: () => number
  readonly #statements = new Map<string, Statement>()
  readonly #announcements = new EventQueue()
  readonly #timers = new TimerQueue(this)
  /** The moment at which time is held, if it is. */
  #instant: Date | undefined
  readonly #turn: UnitOfWork
  #isInside = false
  /** How many requests are being answered. */
  #requests = 0
  /** Whether each transaction is committed by itself: more than 0. */
  #atOnceDepth = 0

  constructor({ path, tables, seed, clock = Date.now, random }: StoreOptions) {
    this.#clock = clock
    this.db = openDatabase(path, [ownTables, timerTables, ...tables])
    this.#turn = new UnitOfWork(
      this.db,
      () => this.#announce(),
      () => this.#announcements.forget(0),
    )
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
    return this.transaction(() => this.#statement(sql).run(bindings(params)).changes)
  }

  /** Inserts a row: objects and arrays become JSON, booleans 0 and 1, dates RFC 3339. */
  insert(table: string, row: Row): void {
    this.run(insertInto(table, Object.keys(row)), row)
  }

  /** Changes the given columns of the rows that match `where`; returns how many. Undefined columns are left alone. */
  update(table: string, changes: Row, where: Row): number {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    if (given.length === 0) return 0
    const sets = given.map(([column]) => `${column} = $${column}`)
    const tests = Object.keys(where).map((column) => `${column} = $where_${column}`)
    const keys = Object.entries(where).map(([column, value]) => [`where_${column}`, value])
    const params = Object.fromEntries([...given, ...keys])
    return this.run(`UPDATE ${table} SET ${sets} WHERE ${tests.join(' AND ')}`, params)
  }

  /** All or nothing: an error undoes the rows and forgets the events. Nested calls join the outermost. */
  transaction<T>(work: () => T): T {
    if (this.#isInside) return work()
    this.#isInside = true
    const announced = this.#announcements.length
    try {
      return this.#turn.write(work)
    } catch (error) {
      this.#announcements.forget(announced)
      throw error
    } finally {
      this.#isInside = false
      if (this.#requests === 0 || this.#atOnceDepth > 0) this.#turn.end()
    }
  }

  /** Waits while another process writes, without holding up others; undefined if none does. The file is then ours. */
  writable(): Promise<void> | undefined {
    return this.#turn.writable()
  }

  /** Lets the reads of the work, and of what else happens in this turn of the event loop, look at one state of the file. */
  reading<T>(work: () => T): T {
    this.#turn.read()
    return work()
  }

  /**
   * Answers a request; what it writes is committed with what others write in the same turn of the event loop.
   *
   * @throws what SQLite said if anything was lost meanwhile
   */
  async serving<T>(answer: () => T | Promise<T>): Promise<T> {
    const { loss } = this.#turn
    this.#requests++
    try {
      const answered = await answer()
      if (this.#turn.ended) await this.#turn.ended
      if (this.#turn.loss !== loss) throw this.#turn.loss
      return answered
    } finally {
      this.#requests--
    }
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
    this.#announcements.add(name, payload, this.now())
    if (!this.#isInside && !this.#turn.isWriting) this.#announce()
  }

  /** Listens to what happens from now on, whenever it `isWanted` when it happens. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>, isWanted = () => true): void {
    this.#announcements.on(name, listener, isWanted)
  }

  /** Who takes the fault of a listener: what it was told of has happened, so that the caller must not hear of it. */
  onFault(handle: (error: unknown) => void): void {
    this.#announcements.onFault(handle)
  }

  #announce(): void {
    if (this.#announcements.length === 0) return
    this.#turn.read()
    this.#atOnce(() => this.#announcements.tell())
  }

  // ---- Timers ----------------------------------------------------------------------------------

  /** Says what a timer does when it is due. */
  onTimer(name: TimerName, handle: (subject: string) => void): void {
    this.#timers.on(name, handle)
  }

  /** Sets or moves the timer of a subject. */
  schedule<Name extends TimerName>(name: Name, subject: Timers[Name], due: Date): void {
    this.#timers.schedule(name, subject, due)
  }

  cancel<Name extends TimerName>(name: Name, subject: Timers[Name]): void {
    this.#timers.cancel(name, subject)
  }

  /** When the next timer is due, if any is set; by this a store learns of timers that another process has set. */
  nextDue(): Date | undefined {
    return this.#timers.nextDue()
  }

  /** No timer that this store knows of is due before; milliseconds since 1970. */
  get earliestDue(): number {
    return this.#timers.earliest
  }

  /** Whether a timer is due. */
  isDue(): boolean {
    return this.#timers.isDue()
  }

  /**
   * Fires what has become due, in order, each at its own moment: a poll ends when it should have, not when looked at.
   * A timer that fails is undone, told and forgotten: it must not stop the ones after it, now or ever.
   */
  runDue(onFault: (error: unknown) => void = rethrow): void {
    this.#atOnce(() => this.#timers.runDue(onFault))
  }

  close(): void {
    this.#turn.end()
    for (const statement of this.#statements.values()) statement.finalize()
    this.#statements.clear()
    closeDatabase(this.db)
  }

  #atOnce(work: () => void): void {
    this.#atOnceDepth++
    try {
      work()
    } finally {
      this.#atOnceDepth--
    }
  }

  #statement(sql: string): Statement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.db.prepare(plannedOnce(sql))
    this.#statements.set(sql, statement)
    return statement
  }

  /** A file that is opened again goes on with other ids, also with the same seed. */
  #seedOfThisOpening(seed: number | undefined): number {
    const sql = 'INSERT INTO openings DEFAULT VALUES RETURNING id'
    const opening = this.transaction(() => this.get<{ id: number }>(sql)!).id
    const start = seed ?? crypto.getRandomValues(new Uint32Array(1))[0]!
    return Bun.hash.xxHash32(`${start}:${opening}`)
  }
}

function rethrow(error: unknown): never {
  throw error
}
