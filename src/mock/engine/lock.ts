import { Database } from 'bun:sqlite'
import { codeOf, createPrivately, UnusableDatabase } from './file.ts'

/** Another server serves the file; the message says where. */
export class FileInUse extends Error {
  constructor(path: string, address: string | undefined) {
    super(
      `the database ${path} is served already, ${address ? `at ${address}` : 'by a server that is starting'}`,
    )
  }
}

/** How long a starter may look at the lock of another before that one has to wait. */
const BUSY_TIMEOUT_MS = 1000

/**
 * Locks a file for the server that is about to open it.
 *
 * @throws FileInUse
 * @throws UnusableDatabase if the lock cannot be written
 */
export function lockOf(path: string): Lock {
  try {
    return new Lock(path)
  } catch (error) {
    if (codeOf(error) === '') throw error
    const reason = (error as Error).message
    throw new UnusableDatabase(
      `cannot write the lock ${path}-lock (${reason}): choose another database with --db`,
    )
  }
}

/**
 * Says that one server serves a file: a lock on a second file, `<db>-lock`, which the system takes away when its
 * process ends, however it ends. It is SQLite's, since that has one for every system: while a transaction that means to
 * write is open, others can read what was committed before, the address, and cannot begin one. The file stays: to
 * delete it would part those who lock it from those who made it anew.
 */
export class Lock {
  readonly #path: string
  readonly #db: Database

  /**
   * @throws FileInUse
   * @throws what SQLite says if the lock's file cannot be written
   */
  constructor(path: string) {
    this.#path = path
    createPrivately(`${path}-lock`)
    this.#db = new Database(`${path}-lock`, { create: true, readwrite: true, strict: true })
    this.#take()
  }

  /**
   * Says where the server listens, to those who come later.
   *
   * @throws FileInUse if another one was faster
   */
  publish(address: string): void {
    this.#write(address)
    // For a moment there is none.
    this.#take()
  }

  release(): void {
    try {
      this.#write(undefined)
    } catch {
      // The lock ends all the same.
    }
    this.#db.close()
  }

  #take(): void {
    try {
      this.#db.run('PRAGMA busy_timeout = 0')
      this.#db.run('BEGIN IMMEDIATE')
      this.#db.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
    } catch (error) {
      const refusal = /BUSY/.test(codeOf(error)) ? new FileInUse(this.#path, this.#address()) : error
      this.#db.close()
      throw refusal
    }
  }

  #write(address: string | undefined): void {
    this.#db.run('CREATE TABLE IF NOT EXISTS server (address TEXT NOT NULL)')
    this.#db.run('DELETE FROM server')
    if (address) this.#db.run('INSERT INTO server VALUES (?)', [address])
    this.#db.run('COMMIT')
  }

  #address(): string | undefined {
    try {
      this.#db.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
      return this.#db.query<{ address: string }, []>('SELECT address FROM server').get()?.address
    } catch {
      // Nobody has ever said where.
    }
  }
}
