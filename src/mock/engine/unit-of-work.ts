import type { Database } from 'bun:sqlite'
import { codeOf } from './file.ts'

/** How long a writer waits for another process: a generation of many users holds the file for some seconds. */
const PATIENCE_MS = 60_000
const TRY_AGAIN_MS = 10

/**
 * The transaction of one turn of the event loop. The reads of a turn may share one look at the file, and its writes one
 * commit: SQLite locks the file for each look, and writes whole pages for each commit, which costs more than to find or
 * to change a row.
 */
export class UnitOfWork {
  readonly #db: Database
  readonly #onCommit: () => void
  readonly #onLoss: () => void
  /** In a transaction: that reads, that no other process can write in, that has written. */
  #open: 'reading' | 'writable' | 'writing' | undefined
  #committing: PromiseWithResolvers<void> | undefined
  /** Why the last writes were lost that should have been committed, if any ever were. */
  loss: Error | undefined

  /**
   * @param onCommit called when writes are in the file
   * @param onLoss called when they could not be brought there
   */
  constructor(db: Database, onCommit: () => void, onLoss: () => void) {
    this.#db = db
    this.#onCommit = onCommit
    this.#onLoss = onLoss
  }

  /** Whether something was written that is not in the file yet. */
  get isWriting(): boolean {
    return this.#open === 'writing'
  }

  /** Resolves when what was written is in the file, or is lost; undefined if nothing was written. */
  get ended(): Promise<void> | undefined {
    return this.#committing?.promise
  }

  /** From here to the end of the turn, or to the next write, reads see one state of the file. */
  read(): void {
    if (this.#db.inTransaction) return
    this.#run('BEGIN')
    this.#open = 'reading'
    this.#endSoon()
  }

  /**
   * Keeps other processes from writing from here to the end of the turn. If one is writing, that is when it has ended,
   * and meanwhile this process can do other things.
   *
   * @throws SQLITE_BUSY after a minute
   */
  writable(): Promise<void> | undefined {
    return this.#begin() ? undefined : this.#waitForOthers()
  }

  async #waitForOthers(): Promise<void> {
    for (const end = performance.now() + PATIENCE_MS; !this.#begin(end); ) await Bun.sleep(TRY_AGAIN_MS)
  }

  /** All that the work writes, or nothing; it comes to the file with whatever else is written before the turn's end. */
  write<T>(work: () => T): T {
    for (const end = performance.now() + PATIENCE_MS; !this.#begin(end); ) Bun.sleepSync(TRY_AGAIN_MS)
    if (this.#open === 'writing') return this.#part(work)
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
      if (this.#db.inTransaction) {
        this.#run('ROLLBACK TO part')
        this.#run('RELEASE part')
      } else {
        this.#lose(error)
      }
      throw error
    }
  }

  /**
   * Ends the turn before its time.
   *
   * @throws what SQLite says when the writes cannot be committed
   */
  end(): void {
    if (!this.#open) return
    const { isWriting } = this
    try {
      this.#run('COMMIT')
    } catch (error) {
      this.#lose(error)
      throw error
    }
    const tell = this.#close()
    if (isWriting) this.#onCommit()
    tell?.()
  }

  /** A writer must not stand on what was read before: it waits for other writers, and then looks again. */
  #begin(patientUntil = Number.POSITIVE_INFINITY): boolean {
    if (this.#open === 'writable' || this.#open === 'writing') return true
    this.end()
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

  #endSoon(): void {
    setImmediate(() => {
      try {
        this.end()
      } catch {
        // Whoever waits for the commit learns of the loss.
      }
    })
  }

  #lose(error: unknown): void {
    this.loss = error as Error
    this.#onLoss()
    this.#undo()
  }

  #undo(): void {
    if (this.#db.inTransaction) this.#run('ROLLBACK')
    this.#close()?.()
  }

  #close(): (() => void) | undefined {
    const resolve = this.#committing?.resolve
    this.#open = undefined
    this.#committing = undefined
    return resolve
  }

  #run(sql: string): void {
    this.#db.query(sql).run()
  }
}
