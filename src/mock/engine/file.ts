import { closeSync, existsSync, openSync, readSync, renameSync, statSync } from 'node:fs'
import { APPLICATION_ID, SCHEMA_VERSION } from './migrations.ts'

const MAGIC = 'SQLite format 3\0'
/** Where the header has the number of the schema and that of the program. Source: https://sqlite.org/fileformat.html */
const SCHEMA_VERSION_AT = 60
const APPLICATION_ID_AT = 68
const HEADER_BYTES = APPLICATION_ID_AT + 4

/** The database cannot be used as it is; the message names the file and says what to do. */
export class UnusableDatabase extends Error {}

/**
 * Whether SQLite's error is about access to the file (locked, read-only, full) rather than about the statement.
 */
export function isAboutTheFile(error: unknown): boolean {
  return /BUSY|LOCKED|CANTOPEN|READONLY|FULL|IOERR|PERM/.test(codeOf(error))
}

/** Whether SQLite's error says that the content of the file is damaged. */
export const isAboutDamage = (error: unknown): boolean => /CORRUPT|NOTADB/.test(codeOf(error))

/** The error for a file with pages that cannot be read. */
export const damaged = (path: string) =>
  new UnusableDatabase(`the database ${path} is damaged: delete it, or choose another with --db`)

/** The code of SQLite's error, such as SQLITE_BUSY; empty for any other error. */
export const codeOf = (error: unknown): string => (error as { code?: string }).code ?? ''

/** Creates a file with mode 0600, since it will hold secrets and tokens. SQLite gives its side files the same mode. */
export function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch {
    // The file exists already, or SQLite's own error says better what is wrong.
  }
}

/**
 * Makes a path free for our database: a file of another program is moved aside, never changed.
 *
 * @returns the new path of the other program's file, or undefined if there was none
 * @throws UnusableDatabase for a folder, and for a file of a newer version of this program
 */
export function claimFile(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  if (!statSync(path).isFile()) throw new UnusableDatabase(`${path} is not a file: choose another with --db`)
  const kind = fileKind(path)
  if (kind === 'empty') return undefined
  if (kind === 'foreign') return moveAside(path, FOREIGN)
  if (kind === 'newer') {
    throw new UnusableDatabase(
      `${path} was made by a newer version of twitch: update twitch, or choose another file with --db`,
    )
  }
}

/** The kind of a file by its header: empty, of another program, of a newer version, or a database of this version. */
export function fileKind(path: string): 'empty' | 'foreign' | 'newer' | 'own' {
  const header = readHeader(path)
  if (header.length === 0) return 'empty'
  if (!isSqlite(header) || header.readUInt32BE(APPLICATION_ID_AT) !== APPLICATION_ID) return 'foreign'
  return header.readUInt32BE(SCHEMA_VERSION_AT) > SCHEMA_VERSION ? 'newer' : 'own'
}

function readHeader(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const header = Buffer.alloc(HEADER_BYTES)
    return header.subarray(0, readSync(file, header, 0, HEADER_BYTES, 0))
  } finally {
    closeSync(file)
  }
}

/** The paths to which files of other programs were moved from a path, the last one first. */
export function movedFrom(path: string): string[] {
  const names = [`${path}.${FOREIGN}`]
  while (existsSync(`${path}.${FOREIGN}-${names.length + 1}`))
    names.push(`${path}.${FOREIGN}-${names.length + 1}`)
  return names.filter((name) => existsSync(name)).reverse()
}

const isSqlite = (header: Buffer) =>
  header.length === HEADER_BYTES && header.toString('latin1', 0, 16) === MAGIC

const FOREIGN = 'not-from-this-twitch'

/**
 * Renames a database and its side files to a name that is not taken.
 *
 * @returns the new path
 */
export function moveAside(path: string, suffix: string): string {
  let aside = `${path}.${suffix}`
  for (let copy = 2; existsSync(aside); copy++) aside = `${path}.${suffix}-${copy}`
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix)
  }
  return aside
}
