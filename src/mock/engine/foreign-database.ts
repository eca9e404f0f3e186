import { Database } from 'bun:sqlite'
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { codeOf, isAboutDamage, isAboutTheFile, UnusableDatabase } from './file.ts'

/** A row as it is in the file: columns may have values of any type. */
export type ForeignRow = Readonly<Record<string, unknown>>

const BUSY_TIMEOUT_MS = 2000

/** The database of another program, which is only read. */
export class ForeignDatabase {
  readonly path: string
  /** The `user_version` of the header, in which the program counts its schema's versions. */
  readonly version: number
  readonly tables: ReadonlySet<string>
  readonly #db: Database | undefined
  /** The folder of a copy, in which SQLite rolls an unfinished transaction back without changing the original. */
  readonly #copy: string | undefined

  /** @throws UnusableDatabase with what to do, if it cannot be read */
  constructor(path: string) {
    if (!existsSync(path)) throw new UnusableDatabase(`there is no ${path}`)
    this.path = path
    try {
      this.#db = new Database(path, { readonly: true, safeIntegers: true })
      this.#begin()
    } catch (error) {
      this.#db?.close()
      if (!isUnfinished(error)) throw this.#explained(error)
      this.#copy = copyOf(path)
      this.#db = new Database(join(this.#copy, basename(path)), { readwrite: true, safeIntegers: true })
    }
    try {
      if (this.#copy) this.#begin()
      this.version = Number(this.#all<{ user_version: bigint }>('PRAGMA user_version')[0]?.user_version)
      const names = this.#all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      this.tables = new Set(names.map(({ name }) => name))
      const [check] = this.#all<{ quick_check: string }>('PRAGMA quick_check(1)')
      if (check?.quick_check !== 'ok') throw this.#damaged()
    } catch (error) {
      this.close()
      throw this.#explained(error)
    }
  }

  /** Begins one transaction for all reads, so that they do not see part of what is written meanwhile. */
  #begin(): void {
    this.#db!.run(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`)
    this.#db!.run('BEGIN')
    this.#db!.query('SELECT 1 FROM sqlite_schema LIMIT 1').all()
  }

  /** The number of a table's rows; 0 if there is no such table. */
  count(table: string): number {
    if (!this.tables.has(table)) return 0
    return Number(this.#all<{ n: bigint }>(`SELECT count(*) AS n FROM ${quoted(table)}`)[0]?.n)
  }

  /**
   * The rows of a table in the order in which they were written, integers as numbers; none if there is no such table.
   *
   * @throws UnusableDatabase for a damaged page
   */
  rows(table: string): ForeignRow[] {
    if (!this.tables.has(table)) return []
    return this.#all<Record<string, unknown>>(`SELECT * FROM ${quoted(table)} ORDER BY rowid`).map(plain)
  }

  close(): void {
    this.#db?.close()
    if (this.#copy) rmSync(this.#copy, { recursive: true, force: true })
  }

  #all<T>(sql: string): T[] {
    try {
      return this.#db!.query(sql).all() as T[]
    } catch (error) {
      throw this.#explained(error)
    }
  }

  #damaged(): UnusableDatabase {
    return new UnusableDatabase(`${this.path} is damaged, or no database of SQLite`)
  }

  #explained(error: unknown): unknown {
    if (isAboutDamage(error)) return this.#damaged()
    if (/BUSY|LOCKED/.test(codeOf(error)))
      return new UnusableDatabase(`${this.path} is being written by another program: end it first`)
    if (isAboutTheFile(error))
      return new UnusableDatabase(`cannot read ${this.path} (${(error as Error).message})`)
    return error
  }
}

/** Whether the program was killed during a transaction: SQLite must roll it back before it can read the file. */
const isUnfinished = (error: unknown) => /READONLY/.test(codeOf(error))

function copyOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'twitch-import-'))
  for (const suffix of ['', '-journal', '-wal']) {
    if (existsSync(path + suffix)) copyFileSync(path + suffix, join(folder, basename(path) + suffix))
  }
  return folder
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const plain = (row: Record<string, unknown>): ForeignRow =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  )
