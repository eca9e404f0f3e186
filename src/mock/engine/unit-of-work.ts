import type { Awaitable } from '../../lib/then.ts'
import type { DatabaseFile } from './database-file.ts'
import type { EventQueue } from './event-queue.ts'
import { codeOf } from './file.ts'
import { PATIENCE_MS, TRY_AGAIN_MS } from './patience.ts'

/**
 * The transaction of one turn of the event loop. All reads of a turn share one read transaction, and its writes one
 * commit: SQLite locks the file for each transaction and writes whole pages for each commit, which costs more than
 * finding or changing a row.
 */
export class UnitOfWork {
  readonly #file: DatabaseFile
  readonly #events: EventQueue
  /** The open transaction: it only reads, it holds the write lock, or it has written. */
  #open: 'reading' | 'writable' | 'writing' | undefined
  /** The number of running works that share a commit; at zero each transition is committed by itself. */
  #shared = 0
  #isInside = false
  #committing: PromiseWithResolvers<void> | undefined
  #isEndingSoon = false
  #endOfTurn: Promise<void> | undefined
  /** The error of the last commit that failed, if any did. */
  #loss: Error | undefined
  /** Called between two transactions, before one that may write. */
  beforeWriting = () => {}

  /** @param events what transitions emit: published with the commit, discarded when it is undone */
  constructor(file: DatabaseFile, events: EventQueue) {
    this.#file = file
    this.#events = events
  }

  /** Does work that reads; all reads of one turn of the event loop see the same state of the file. */
  read<T>(work: () => Awaitable<T>): Awaitable<T> {
    this.#beginReading()
    return this.#share(work)
  }

  /**
   * Does work that may write, once no other process writes; the wait does not block reads. Its writes are committed at
   * the end of the turn, together with the turn's other writes, and only then it resolves.
   *
   * @throws SQLITE_BUSY after a minute; SQLite's error if the commit fails
   */
  write<T>(work: () => Awaitable<T>): Awaitable<T> {
    return this.#beginWriting() ? this.#share(work) : this.#untilFree().then(() => this.#share(work))
  }

  /**
   * Resolves when all input of this turn of the event loop has been read, right before its writes are committed.
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
   * Runs a transition, all or nothing: an error undoes its rows and events. Nested calls join the outermost one.
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

  /** Does work whose transitions are each committed at once, even within work that shares a commit. */
  atOnce(work: () => void): void {
    const shared = this.#shared
    this.#shared = 0
    try {
      work()
    } finally {
      this.#shared += shared
    }
  }

  /** Publishes the queued events, unless their transaction is still open. */
  publish(): void {
    if (this.#isInside || this.#open === 'writing' || this.#events.isEmpty) return
    this.#beginReading()
    this.atOnce(() => this.#events.publish())
  }

  /**
   * Commits now instead of at the end of the turn.
   *
   * @throws SQLite's error when the writes cannot be committed; FileLost if the file is gone
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

  /** Rolls the turn's transaction back and discards its events. */
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
    // A listener may have failed to write, on a full disk, and SQLite rolled the transaction back.
    if (!this.#open) throw this.#loss
    this.#file.commit()
  }

  #share<T>(work: () => Awaitable<T>): Awaitable<T> {
    const loss = this.#loss
    let isFinished = true
    this.#shared++
    try {
      const result = work()
      // A read that waits for nothing ends synchronously.
      isFinished = !(result instanceof Promise || this.#committing || this.#loss !== loss)
      return isFinished ? result : this.#finish(result, loss)
    } finally {
      if (isFinished) this.#shared--
    }
  }

  /** @throws SQLite's error if a commit failed meanwhile */
  async #finish<T>(work: Awaitable<T>, loss: Error | undefined): Promise<T> {
    try {
      const result = await work
      await this.#committing?.promise
      if (this.#loss !== loss) throw this.#loss
      return result
    } finally {
      this.#shared--
    }
  }

  #beginReading(): void {
    if (this.#open) return
    this.#run('BEGIN')
    this.#open = 'reading'
    this.#endSoon()
  }

  /** Begins a transaction with the write lock, after ending the present one: its reads may be stale by then. */
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

  /** Runs the first transition of a turn: undoing it rolls the whole transaction back. */
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
      // SQLite may have rolled the whole transaction back, such as on a full disk.
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
        // Callers that wait for the commit get this error from #finish.
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
