import { Database } from 'bun:sqlite'
import { existsSync } from 'node:fs'
import { closeDatabase, openDatabase } from './database.ts'
import { createPrivately, fileKind, isAboutDamage, UnusableDatabase } from './file.ts'

/** The cache of SQLite during a copy, in KiB: each page is read and written once, and both files have one. */
const COPY_CACHE_KIB = 2048

/** Copies a database to a new file, without what another process writes meanwhile. */
export function copyDatabase(db: Database, to: string): void {
  createPrivately(to)
  const { cache_size } = db.query<{ cache_size: number }, []>('PRAGMA cache_size').get()!
  db.run(`PRAGMA cache_size = -${COPY_CACHE_KIB}`)
  try {
    db.query('VACUUM INTO $to').run({ to })
  } finally {
    db.run(`PRAGMA cache_size = ${cache_size}`)
  }
}

/**
 * Copies the database of a file without changing the file.
 *
 * @throws UnusableDatabase with the reason
 */
export function copyDatabaseFile(from: string, to: string): void {
  if (!existsSync(from)) throw new UnusableDatabase(`there is no file ${from}`)
  refuseOthers(from, from)
  const db = new Database(from, { readonly: true, strict: true })
  try {
    copyDatabase(db, to)
  } catch (error) {
    throw isAboutDamage(error) ? new UnusableDatabase(`${from} is damaged`) : error
  } finally {
    db.close()
  }
}

/**
 * Migrates a copied database to the schema of this version.
 *
 * @param name the name of the database in messages
 * @throws UnusableDatabase with the reason, if it is damaged or another program's
 */
export function bringUpToDate(path: string, name: string, tables: readonly string[]): void {
  refuseOthers(path, name)
  try {
    closeDatabase(openDatabase(path, tables))
  } catch (error) {
    throw error instanceof UnusableDatabase ? new UnusableDatabase(`${name} is damaged`) : error
  }
}

/** @throws UnusableDatabase */
function refuseOthers(path: string, name: string): void {
  const kind = fileKind(path)
  if (kind === 'newer')
    throw new UnusableDatabase(`${name} was made by a newer version of twitch: update twitch`)
  if (kind !== 'own') throw new UnusableDatabase(`${name} is no database of twitch`)
}
