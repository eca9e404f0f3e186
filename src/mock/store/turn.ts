import type { Database } from 'bun:sqlite'

/**
 * The transaction of one turn of the event loop. The reads of a turn may share one look at the file, and its writes one
 * commit: SQLite locks the file for each look, and writes whole pages for each commit, which costs more than to find or
 * to change a row.
 */
export class Turn {
  readonly #db: Database
  readonly #onCommit: () => void
  readonly #onLoss: () => void
  #open: 'reading' | 'writing' | undefined
  #waiting: PromiseWithResolvers<void> | undefined
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

  get isWriting(): boolean {
    return this.#open === 'writing'
  }

  /** Resolves when what was written is in the file, or is lost; undefined if nothing was. */
  get ended(): Promise<void> | undefined {
    return this.#waiting?.promise
  }

  /** From here to the end of the turn, or to the next write, reads see one state of the file. */
  read(): void {
    if (this.#db.inTransaction) return
    this.#run('BEGIN')
    this.#open = 'reading'
    this.#endSoon()
  }

  /** A writer must not stand on what was read before: it waits for other writers, and then looks again. */
  stopReading(): void {
    if (this.#open === 'reading') this.end()
  }

  /** All that the work writes, or nothing; it comes to the file with whatever else is written before the turn's end. */
  write<T>(work: () => T): T {
    if (this.#open === 'writing') return this.#part(work)
    this.stopReading()
    this.#run('BEGIN IMMEDIATE')
    this.#open = 'writing'
    this.#waiting = Promise.withResolvers()
    this.#endSoon()
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
    const tellWaiting = this.#close()
    if (isWriting) this.#onCommit()
    tellWaiting?.()
  }

  #endSoon(): void {
    setImmediate(() => {
      try {
        this.end()
      } catch {
        // Whoever waits for the commit has been told.
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
    const resolve = this.#waiting?.resolve
    this.#open = undefined
    this.#waiting = undefined
    return resolve
  }

  #run(sql: string): void {
    this.#db.query(sql).run()
  }
}
