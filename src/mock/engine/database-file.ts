import type { Database } from 'bun:sqlite'
import { Changes } from './changes.ts'
import { closeDatabase, openDatabase } from './database.ts'
import { damaged, isAboutDamage } from './file.ts'
import { type Lock, lockOf } from './lock.ts'
import { type FileLost, WatchedFile } from './watched-file.ts'

/** The open database of a store. If this process `keeps` the file, it also holds its lock and watches it. */
export class DatabaseFile {
  readonly db: Database
  readonly path: string
  /** Every CREATE TABLE and CREATE INDEX, with IF NOT EXISTS. */
  readonly tables: readonly string[]
  readonly changes = new Changes()
  readonly #lock: Lock | undefined
  readonly #watched: WatchedFile | undefined

  /**
   * @throws FileInUse if another server keeps the file
   * @throws UnusableDatabase with what to do, if it is damaged or cannot be written
   */
  constructor(path: string, tables: readonly string[], keeps = false) {
    this.path = path
    this.tables = tables
    const isKept = keeps && path !== ':memory:'
    this.#lock = isKept ? lockOf(path) : undefined
    try {
      this.db = openDatabase(path, tables, isKept)
    } catch (error) {
      this.#lock?.release()
      throw error
    }
    this.#watched = isKept ? new WatchedFile(path) : undefined
  }

  /** The error to throw if the file was removed, replaced or overwritten since it was opened. */
  get lost(): FileLost | undefined {
    return this.#watched?.lost
  }

  /**
   * Publishes the address of this server, for the message of another server that wants the same file.
   *
   * @throws FileInUse if another one was faster
   */
  servedAt(address: string): void {
    this.#lock?.publish(address)
  }

  /** @throws FileLost; SQLite's error if the file cannot be written */
  commit(): void {
    const commit = () => void this.db.query('COMMIT').run()
    if (this.#watched) this.#watched.write(commit)
    else commit()
  }

  /** The error to report for SQLite's: damage in a file that another process has changed is reported as a lost file. */
  explained(error: unknown): unknown {
    return isAboutDamage(error) ? (this.lost ?? damaged(this.path)) : error
  }

  /** Closes the database. If its file is lost, the file now at its path is left alone. */
  close(): void {
    const checkpoint = () => void this.db.run('PRAGMA wal_checkpoint(TRUNCATE)')
    closeDatabase(this.db, this.lost && this.#watched?.abandon(checkpoint))
    this.#watched?.close()
    this.#lock?.release()
  }
}
