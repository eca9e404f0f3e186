import type { Awaitable } from '../../lib/then.ts'
import type { DatabaseFile } from './database-file.ts'
import type { EventQueue } from './event-queue.ts'
import { codeOf } from './file.ts'
import { PATIENCE_MS, TRY_AGAIN_MS } from './patience.ts'

/**
 * The transaction of one turn of the event loop. The reads of a turn may share one look at the file, and its writes one
 * commit: SQLite locks the file for each look, and writes whole pages for each commit, which costs more than to find or
 * to change a row.
 */
export class UnitOfWork {
  readonly #file: DatabaseFile
  readonly #events: EventQueue
  /** In a transaction: that reads, that no other process can write in, that has written. */
  #open: 'reading' | 'writable' | 'writing' | undefined
  /** How much work that shares a commit is going on; if none is, each transition is committed by itself. */
  #shared = 0
  #isInside = false
  #committing: PromiseWithResolvers<void> | undefined
  #isEndingSoon = false
  #endOfTurn: Promise<void> | undefined
  /** Why the last writes were lost that should have been committed, if any ever were. */
  #loss: Error | undefined
  /** Called between two transactions, before one that may write. */
  beforeWriting = () => {}

  /** @param events what transitions emit: published with the commit, discarded when it is undone */
  constructor(file: DatabaseFile, events: EventQueue) {
    this.#file = file
    this.#events = events
  }

  /** Does work that reads, on one state of the file with all that is read in this turn of the event loop. */
  read<T>(work: () => Awaitable<T>): Awaitable<T> {
    this.#beginReading()
    return this.#share(work)
  }

  /**
   * Does work that may write. While another process writes it waits, and holds up nobody. What it writes is committed
   * at the end of the turn, together with what others write in it; it is done when that is in the file.
   *
   * @throws SQLITE_BUSY after a minute; what SQLite says if the commit fails
   */
  write<T>(work: () => Awaitable<T>): Awaitable<T> {
    return this.#beginWriting() ? this.#share(work) : this.#untilFree().then(() => this.#share(work))
  }

  /**
   * Resolves when all that came in this turn of the event loop has been read; what is written then is committed right
   * after.
   */
  endOfTurn(): Promise<void> {
    this.#endOfTurn ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#endOfTurn = undefined
        resolve()
      })
      this.#endSoon()
    })
    return this.#endOfTurn
  }

  /**
   * One transition, all or nothing: an error undoes its rows and forgets its events. Nested ones join the outermost.
   */
  transaction<T>(work: () => T): T {
    if (this.#isInside) return work()
    for (const end = performance.now() + PATIENCE_MS; !this.#beginWriting(end); ) Bun.sleepSync(TRY_AGAIN_MS)
    const emitted = this.#events.mark
    this.#isInside = true
    try {
      return this.#open === 'writing' ? this.#part(work) : this.#first(work)
    } catch (error) {
      this.#events.forget(emitted)
      throw error
    } finally {
      this.#isInside = false
      if (this.#shared === 0) this.end()
    }
  }

  /** Does work whose every transition is committed by itself, also within work that shares a commit. */
  atOnce(work: () => void): void {
    const shared = this.#shared
    this.#shared = 0
    try {
      work()
    } finally {
      this.#shared += shared
    }
  }

  /** Publishes what was emitted, unless that is yet to be committed. */
  publish(): void {
    if (this.#isInside || this.#open === 'writing' || this.#events.isEmpty) return
    this.#beginReading()
    this.atOnce(() => this.#events.publish())
  }

  /**
   * Ends the turn before its time.
   *
   * @throws what SQLite says when the writes cannot be committed; FileLost if there is no file to write to any more
   */
  end(): void {
    if (!this.#open) return
    try {
      if (this.#open === 'writing') this.#commit()
      else this.#run('COMMIT')
    } catch (error) {
      this.#lose(error)
      throw error
    }
    const resolveWaiting = this.#close()
    this.publish()
    resolveWaiting?.()
  }

  /** Ends the turn without what was written in it. */
  giveUp(): void {
    this.#events.forget()
    this.#undo()
  }

  #commit(): void {
    this.#shared++
    try {
      this.#events.publishBeforeCommit()
    } finally {
      this.#shared--
    }
    // A listener may have found the disk full.
    if (!this.#open) throw this.#loss
    this.#file.commit()
  }

  #share<T>(work: () => Awaitable<T>): Awaitable<T> {
    const loss = this.#loss
    let result: Awaitable<T> | undefined
    this.#shared++
    try {
      result = work()
    } finally {
      // What is done without waiting waits for nothing here, either.
      if (!(result instanceof Promise)) this.#shared--
    }
    if (result instanceof Promise) return this.#finish(result, loss)
    return this.#committing || this.#loss !== loss ? this.#inFile(result, loss) : result
  }

  async #finish<T>(work: Promise<T>, loss: Error | undefined): Promise<T> {
    try {
      const result = await work
      return this.#committing || this.#loss !== loss ? await this.#inFile(result, loss) : result
    } finally {
      this.#shared--
    }
  }

  /** @throws what SQLite said if anything was lost meanwhile */
  async #inFile<T>(result: T, loss: Error | undefined): Promise<T> {
    await this.#committing?.promise
    if (this.#loss !== loss) throw this.#loss
    return result
  }

  #beginReading(): void {
    if (this.#open) return
    this.#run('BEGIN')
    this.#open = 'reading'
    this.#endSoon()
  }

  /** A writer must not stand on what was read before: it waits for other writers, and then looks again. */
  #beginWriting(patientUntil = Number.POSITIVE_INFINITY): boolean {
    if (this.#open === 'writable' || this.#open === 'writing') return true
    this.end()
    this.beforeWriting()
    try {
      this.#run('BEGIN IMMEDIATE')
    } catch (error) {
      if (/BUSY/.test(codeOf(error)) && performance.now() < patientUntil) return false
      throw error
    }
    this.#open = 'writable'
    this.#endSoon()
    return true
  }

  async #untilFree(): Promise<void> {
    for (const end = performance.now() + PATIENCE_MS; !this.#beginWriting(end); )
      await Bun.sleep(TRY_AGAIN_MS)
  }

  /** The first transition of a turn: to undo it is to undo all. */
  #first<T>(work: () => T): T {
    this.#open = 'writing'
    this.#committing = Promise.withResolvers()
    try {
      return work()
    } catch (error) {
      this.#undo()
      throw error
    }
  }

  #part<T>(work: () => T): T {
    this.#run('SAVEPOINT part')
    try {
      const result = work()
      this.#run('RELEASE part')
      return result
    } catch (error) {
      // SQLite may have undone everything, such as when the disk is full.
      if (this.#file.db.inTransaction) {
        this.#run('ROLLBACK TO part')
        this.#run('RELEASE part')
      } else {
        this.#lose(error)
      }
      throw error
    }
  }

  #endSoon(): void {
    if (this.#isEndingSoon) return
    this.#isEndingSoon = true
    setImmediate(() => {
      this.#isEndingSoon = false
      try {
        this.end()
      } catch {
        // Whoever waits for the commit learns of the loss.
      }
    })
  }

  #lose(error: unknown): void {
    this.#loss = error as Error
    this.giveUp()
  }

  #undo(): void {
    if (this.#file.db.inTransaction) this.#run('ROLLBACK')
    this.#close()?.()
  }

  #close(): (() => void) | undefined {
    const resolve = this.#committing?.resolve
    this.#open = undefined
    this.#committing = undefined
    return resolve
  }

  #run(sql: string): void {
    this.#file.db.query(sql).run()
  }
}
