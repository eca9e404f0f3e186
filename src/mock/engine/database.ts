import { constants, Database } from 'bun:sqlite'
import { statSync } from 'node:fs'
import { createPrivately, damaged, isAboutDamage, isAboutTheFile, UnusableDatabase } from './file.ts'
import { migrate } from './migrations.ts'

/**
 * SQLite holds up the whole program while it waits: long to open a file, short afterwards, since `UnitOfWork` waits
 * by itself.
 */
const BUSY_TIMEOUT_MS = { opening: 60_000, open: 10 }

/** All of a file up to this size is looked at when it is opened: a tenth of a second at most. */
const CHECKED_BYTES = 64 * 1024 * 1024

/**
 * Opens a database with the given tables. The server `keeps` its file: it alone moves pages from the WAL into it while
 * it runs, so that it can tell when somebody else has changed the file. Others leave that to it, or do it when they
 * close.
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
    // 16 MiB: pages that are written again and again before then go to the file once.
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

/** Closes a database; `leavesSideFiles` if those at its path are another's. */
export function closeDatabase(db: Database, leavesSideFiles = false): void {
  if (leavesSideFiles) db.fileControl(constants.SQLITE_FCNTL_PERSIST_WAL, 1)
  try {
    db.run('PRAGMA optimize')
  } catch (error) {
    // It only helps the next one to be fast.
    if (!isAboutTheFile(error) && !isAboutDamage(error)) throw error
  }
  db.close()
}
