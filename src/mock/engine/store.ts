import type { Database } from 'bun:sqlite'
import type { Awaitable } from '../../lib/then.ts'
import { Clock } from './clock.ts'
import { ClockControl } from './clock-control.ts'
import { DatabaseFile } from './database-file.ts'
import { EventQueue } from './event-queue.ts'
import type { EventName, Events, Listener, TimerName, Timers } from './events.ts'
import { openingTables, seedOfOpening } from './openings.ts'
import { Random } from './random.ts'
import { type Row, Rows } from './rows.ts'
import { ClockScheduler, type Scheduler } from './scheduler.ts'
import { Snapshots } from './snapshots.ts'
import { stateTables } from './state.ts'
import { type FiredTimer, TimerQueue, timerTables } from './timers.ts'
import { UnitOfWork } from './unit-of-work.ts'

export type { Row, Value } from './rows.ts'
export type { FiredTimer } from './timers.ts'

/** The options of a store. */
export interface StoreOptions {
  /** A file, or ":memory:". */
  path: string
  /** Every CREATE TABLE and CREATE INDEX, with IF NOT EXISTS. */
  tables: readonly string[]
  /** The seed of all random draws; by default another one each time. */
  seed?: number
  /** Milliseconds since 1970; the system's clock by default. */
  clock?: () => number
  /** Lock and watch the file, as a server does: no other server can keep it, and foreign changes to it are noticed. */
  keeps?: boolean
  /** Another source of randomness, such as one that counts. */
  random?: Random
}

/**
 * The simulated Twitch: its rows, its clock, its randomness, its events and its timers, over one unit of work.
 * Everything under mock/ reads the time and draws ids from here and from nowhere else, so that time can be moved and a
 * run repeated.
 */
export class Store {
  readonly db: Database
  readonly random: Random
  readonly scheduler: Scheduler
  readonly clockControl: ClockControl
  readonly snapshots: Snapshots
  readonly #rows: Rows
  readonly #clock: Clock
  readonly #events = new EventQueue()
  readonly #timers: TimerQueue
  readonly #unitOfWork: UnitOfWork
  readonly #file: DatabaseFile

  /**
   * @throws FileInUse if another server keeps the file
   * @throws UnusableDatabase with what to do, if it is damaged or cannot be written
   */
  constructor({ path, tables, seed, clock, keeps, random }: StoreOptions) {
    this.#file = new DatabaseFile(path, [openingTables, stateTables, timerTables, ...tables], keeps)
    this.db = this.#file.db
    this.#unitOfWork = new UnitOfWork(this.#file, this.#events)
    this.#rows = new Rows(this.#file, this.#unitOfWork)
    this.#clock = new Clock(clock)
    this.#timers = new TimerQueue(this.#rows, this.#clock, this.#unitOfWork)
    const scheduler = new ClockScheduler(this.#clock)
    this.scheduler = scheduler
    const parts = { clock: this.#clock, rows: this.#rows, timers: this.#timers, scheduler }
    this.clockControl = new ClockControl({ ...parts, source: clock ? 'given' : 'system' })
    this.random = random ?? new Random(seedOfOpening(this.#rows, this.#unitOfWork, seed))
    this.snapshots = new Snapshots({
      ...parts,
      file: this.#file,
      unitOfWork: this.#unitOfWork,
      clockControl: this.clockControl,
      random: this.random,
      isRepeatable: seed !== undefined,
    })
  }

  // ---- Unit of work ----------------------------------------------------------------------------

  /** Does work that reads; all reads of one turn of the event loop see the same state of the file. */
  read<T>(work: () => Awaitable<T>): Awaitable<T> {
    return this.#unitOfWork.read(work)
  }

  /**
   * Does work that may write, once no other process writes; resolves when its writes are committed.
   *
   * @throws SQLITE_BUSY after a minute; SQLite's error if the commit fails
   */
  write<T>(work: () => Awaitable<T>): Awaitable<T> {
    return this.#unitOfWork.write(work)
  }

  /** Resolves when all input of this turn of the event loop has been read, right before its writes are committed. */
  endOfTurn(): Promise<void> {
    return this.#unitOfWork.endOfTurn()
  }

  /**
   * Does work as `write` does, but commits each transition and publishes its events at once: chat messages must not
   * wait for the end of the turn.
   */
  writeEach(work: () => void): Awaitable<void> {
    return this.#unitOfWork.write(() => this.#unitOfWork.atOnce(work))
  }

  /** Runs a transition, all or nothing: an error undoes its rows and events. Nested calls join the outermost one. */
  transaction<T>(work: () => T): T {
    return this.#unitOfWork.transaction(work)
  }

  // ---- Rows ------------------------------------------------------------------------------------

  /** All rows of a query; parameters are written `$name`. The statement is prepared once. */
  all<T = object>(sql: string, params: Row = {}): T[] {
    return this.#rows.all(sql, params)
  }

  /** The first row of a query, if any. */
  get<T = object>(sql: string, params: Row = {}): T | undefined {
    return this.#rows.get(sql, params)
  }

  /** Runs a statement and returns how many rows it changed. */
  run(sql: string, params: Row = {}): number {
    return this.#rows.run(sql, params)
  }

  /** Inserts a row: objects and arrays become JSON, booleans 0 and 1, dates RFC 3339. */
  insert(table: string, row: Row): void {
    this.#rows.insert(table, row)
  }

  /** Changes the given columns of the rows that match `where`; returns how many. Undefined columns are left alone. */
  update(table: string, changes: Row, where: Row): number {
    return this.#rows.update(table, changes, where)
  }

  // ---- Time, randomness -----------------------------------------------------------------------

  now(): Date {
    return this.#clock.now()
  }

  /** Runs the work with time held at an instant. */
  at<T>(instant: Date, work: () => T): T {
    return this.#clock.at(instant, work)
  }

  /** A new UUID. */
  id(): string {
    return this.random.uuid()
  }

  // ---- Events ----------------------------------------------------------------------------------

  /** Emits what a transition did; it is published once the transaction has committed. */
  emit<Name extends EventName>(name: Name, payload: Events[Name]): void {
    this.#events.add(name, payload, this.now())
    this.#unitOfWork.publish()
  }

  /** Runs work whose events are dropped: a fixture is a state, not something that happens. */
  readonly silently = <T>(work: () => T): T => this.#events.silently(work)

  /** Calls a listener for each event from now on, unless `isWanted` returns false when the event is emitted. */
  on<Name extends EventName>(name: Name, listener: Listener<Name>, isWanted = () => true): void {
    this.#events.on(name, listener, isWanted)
  }

  /** Calls a listener before the commit: its rows are committed together with the event's, or neither are. */
  beforeCommit<Name extends EventName>(name: Name, listener: Listener<Name>, isWanted = () => true): void {
    this.#events.on(name, listener, isWanted, true)
  }

  /** Does work after the present transaction is committed; never if it is rolled back. */
  afterCommit(work: () => void): void {
    this.#events.addWork(work)
    this.#unitOfWork.publish()
  }

  /** Handles the errors of listeners: the transition is committed by then, so its caller must not get them. */
  onFault(handle: (error: unknown) => void): void {
    this.#events.onFault(handle)
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

  /** When the next timer is due, if any is set. It is read from the file, so it includes those of other processes. */
  nextDue(): Date | undefined {
    return this.#timers.nextDue()
  }

  /** The earliest moment at which a timer that this store knows of may be due; milliseconds since 1970. */
  get earliestDue(): number {
    return this.#timers.earliest
  }

  /** Whether a timer is due. */
  isDue(): boolean {
    return this.#timers.isDue()
  }

  /** Fires the timers that are due; an error of one goes to `onFault`, and the next ones fire. */
  runDue(onFault: (error: unknown) => void = rethrow): FiredTimer[] {
    return this.#timers.runDue(onFault)
  }

  // ---- File ------------------------------------------------------------------------------------

  /**
   * Publishes the address of this store's server, for the message of another server that wants the same file.
   *
   * @throws FileInUse if another one was faster
   */
  servedAt(address: string): void {
    this.#file.servedAt(address)
  }

  /**
   * Checks that the file is still the one that was opened, as each commit does.
   *
   * @throws FileLost
   */
  checkFile(): void {
    if (this.#file.lost) throw this.#file.lost
  }

  /** Closes the file; if it is lost, the file now at its path is left alone. */
  close(): void {
    this.clockControl.stop()
    if (this.#file.lost) this.#unitOfWork.giveUp()
    else this.#unitOfWork.end()
    this.#rows.close()
    this.snapshots.close()
    this.#file.close()
  }
}

function rethrow(error: unknown): never {
  throw error
}
