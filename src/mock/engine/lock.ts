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

/** How long a server waits to write its address while another process reads the lock's file. */
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
 * The lock of the server that serves a database: an open write transaction on a second SQLite file, `<db>-lock`. The
 * system ends it with the process, however that ends. Other processes can read the address that was committed before,
 * but cannot begin a write transaction of their own. The file is never deleted: a process that created it anew would
 * lock another file than the one that is still locked.
 */
export class Lock {
  readonly #path: string
  readonly #db: Database

  /**
   * @throws FileInUse
   * @throws SQLite's error if the lock's file cannot be written
   */
  constructor(path: string) {
    this.#path = path
    createPrivately(`${path}-lock`)
    this.#db = new Database(`${path}-lock`, { create: true, readwrite: true, strict: true })
    this.#take()
  }

  /**
   * Publishes where the server listens, for servers that try to open the same database.
   *
   * @throws FileInUse if another one was faster
   */
  publish(address: string): void {
    this.#write(address)
    // Between the commit and this there was no lock, so that another server may have taken it.
    this.#take()
  }

  release(): void {
    try {
      this.#write(undefined)
    } catch {
      // Closing the database ends the lock all the same.
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
      // No server has ever published an address: there is no table yet.
    }
  }
}
