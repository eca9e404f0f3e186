import { Database } from 'bun:sqlite'
import { closeSync, openSync } from 'node:fs'
import { codeOf, isAboutTheFile, UnusableDatabase } from './file.ts'
import { migrate } from './migrations.ts'

/**
 * SQLite holds up the whole program while it waits: long to open a file, short afterwards, since `UnitOfWork` waits
 * by itself.
 */
const BUSY_TIMEOUT_MS = { opening: 60_000, open: 10 }

/**
 * Opens a database with the given tables.
 *
 * @throws UnusableDatabase with what to do, if it is damaged or cannot be written
 */
export function openDatabase(path: string, tables: readonly string[]): Database {
  try {
    if (path !== ':memory:') createPrivately(path)
    const db = new Database(path, { create: true, readwrite: true, strict: true })
    db.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS.opening}`)
    db.run('PRAGMA foreign_keys = ON')
    // The header is written before WAL begins, so that the file says whose it is from its first byte on.
    migrate(db, tables)
    db.run('PRAGMA journal_mode = WAL')
    db.run('PRAGMA synchronous = NORMAL')
    db.run('PRAGMA cache_size = -65536')
    // 16 MiB: pages that are written again and again before then go to the file once.
    db.run('PRAGMA wal_autocheckpoint = 4096')
    db.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS.open}`)
    return db
  } catch (error) {
    if (/CORRUPT|NOTADB/.test(codeOf(error))) {
      throw new UnusableDatabase(`the database ${path} is damaged: delete it, or choose another with --db`)
    }
    if (isAboutTheFile(error)) {
      throw new UnusableDatabase(
        `cannot write the database ${path} (${(error as Error).message}): choose another with --db`,
      )
    }
    throw error
  }
}

/** A new file is for its owner's eyes: it holds secrets and tokens. SQLite gives its side files the same mode. */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch {
    // It is there already, or SQLite says better what is wrong.
  }
}

export function closeDatabase(db: Database): void {
  try {
    db.run('PRAGMA optimize')
  } catch (error) {
    // It only helps the next one to be fast.
    if (!isAboutTheFile(error)) throw error
  }
  db.close()
}
