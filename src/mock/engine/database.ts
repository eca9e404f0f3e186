import { constants, Database } from 'bun:sqlite'
import { statSync } from 'node:fs'
import { createPrivately, damaged, isAboutDamage, isAboutTheFile, UnusableDatabase } from './file.ts'
import { migrate } from './migrations.ts'

/**
 * How long SQLite waits for a lock. It blocks the whole program meanwhile, so the wait is short once the file is open:
 * `UnitOfWork` then waits without blocking.
 */
const BUSY_TIMEOUT_MS = { opening: 60_000, open: 10 }

/** A file up to this size is checked in full when it is opened, which takes a tenth of a second at most. */
const CHECKED_BYTES = 64 * 1024 * 1024

/**
 * Opens a database with the given tables. A server `keeps` its file: while it runs, only it moves pages from the WAL
 * into the file, so that it notices when another process has changed the file. Other processes move pages only when
 * they close the last connection to the file.
 *
 * @throws UnusableDatabase with what to do, if it is damaged or cannot be written
 */
export function openDatabase(path: string, tables: readonly string[], keeps = false): Database {
  try {
    if (path !== ':memory:') createPrivately(path)
    const db = new Database(path, { create: true, readwrite: true, strict: true })
    db.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS.opening}`)
    db.run('PRAGMA foreign_keys = ON')
    check(db, path)
    // The header is written before WAL begins, so that the file says whose it is from its first byte on.
    migrate(db, tables)
    db.run('PRAGMA journal_mode = WAL')
    db.run('PRAGMA synchronous = NORMAL')
    db.run('PRAGMA cache_size = -65536')
    // 16 MiB: a page that is written many times before the checkpoint goes to the file once.
    db.run(`PRAGMA wal_autocheckpoint = ${keeps ? 4096 : 0}`)
    db.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS.open}`)
    return db
  } catch (error) {
    if (isAboutDamage(error)) throw damaged(path)
    if (isAboutTheFile(error)) {
      throw new UnusableDatabase(
        `cannot write the database ${path} (${(error as Error).message}): choose another with --db`,
      )
    }
    throw error
  }
}

/** @throws UnusableDatabase for a damaged file */
function check(db: Database, path: string): void {
  const isSmall = path === ':memory:' || statSync(path).size <= CHECKED_BYTES
  const found = db
    .query<{ quick_check: string }, []>(`PRAGMA quick_check${isSmall ? '(1)' : "('sqlite_schema')"}`)
    .get()
  if (found && found.quick_check !== 'ok') throw damaged(path)
}

/** Closes a database; `leavesSideFiles` if the WAL at its path belongs to another database by now. */
export function closeDatabase(db: Database, leavesSideFiles = false): void {
  if (leavesSideFiles) db.fileControl(constants.SQLITE_FCNTL_PERSIST_WAL, 1)
  try {
    db.run('PRAGMA optimize')
  } catch (error) {
    // PRAGMA optimize only makes later queries faster, so its failure does not matter.
    if (!isAboutTheFile(error) && !isAboutDamage(error)) throw error
  }
  db.close()
}
