import type { SQLQueryBindings, Statement } from 'bun:sqlite'
import { type Written, writtenBy } from './changes.ts'
import type { DatabaseFile } from './database-file.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** The value of a column: objects and arrays are stored as JSON, booleans as 0 and 1, dates as RFC 3339. */
export type Value = string | number | boolean | null | undefined | Date | readonly unknown[] | object

/** A row, or the parameters of a statement, by column. */
export type Row = Record<string, Value>

/** The rows of a database, read and written by SQL; each statement is prepared once, each write is a transaction. */
export class Rows {
  readonly #file: DatabaseFile
  readonly #unitOfWork: UnitOfWork
  readonly #prepared = new Map<string, { statement: Statement; written?: Written }>()

  constructor(file: DatabaseFile, unitOfWork: UnitOfWork) {
    this.#file = file
    this.#unitOfWork = unitOfWork
  }

  all<T>(sql: string, params: Row): T[] {
    try {
      return this.#noted(sql).all(bindings(params)) as T[]
    } catch (error) {
      throw this.#file.explained(error)
    }
  }

  get<T>(sql: string, params: Row): T | undefined {
    try {
      return (this.#noted(sql).get(bindings(params)) ?? undefined) as T | undefined
    } catch (error) {
      throw this.#file.explained(error)
    }
  }

  run(sql: string, params: Row): number {
    return this.#unitOfWork.transaction(() => {
      try {
        const { statement, written } = this.#prepared.get(sql) ?? this.#prepare(sql)
        const { changes } = statement.run(bindings(params))
        if (written && changes > 0) this.#file.changes.note(written)
        return changes
      } catch (error) {
        throw this.#file.explained(error)
      }
    })
  }

  insert(table: string, row: Row): void {
    this.run(insertInto(table, Object.keys(row)), row)
  }

  update(table: string, changes: Row, where: Row): number {
    const params: Row = {}
    const sets: string[] = []
    for (const column in changes) {
      if (changes[column] === undefined) continue
      params[column] = changes[column]
      sets.push(`${column} = $${column}`)
    }
    if (sets.length === 0) return 0
    const tests: string[] = []
    for (const column in where) {
      params[`where_${column}`] = where[column]
      tests.push(`${column} = $where_${column}`)
    }
    return this.run(`UPDATE ${table} SET ${sets.join()} WHERE ${tests.join(' AND ')}`, params)
  }

  close(): void {
    for (const { statement } of this.#prepared.values()) statement.finalize()
    this.#prepared.clear()
  }

  /** Prepares a statement that returns rows, and notes the tables that it may write. */
  #noted(sql: string): Statement {
    const { statement, written } = this.#prepared.get(sql) ?? this.#prepare(sql)
    if (written) this.#file.changes.note(written)
    return statement
  }

  #prepare(sql: string): { statement: Statement; written?: Written } {
    const prepared = { statement: this.#file.db.prepare(plannedOnce(sql)), written: writtenBy(sql) }
    this.#prepared.set(sql, prepared)
    return prepared
  }
}

/** The columns of a row whose type SQLite does not have: booleans and JSON. */
export interface Columns<T> {
  booleans?: readonly (keyof T)[]
  json?: readonly (keyof T)[]
}

/** A function that decodes the booleans and JSON of a row from SQLite, in place. */
export function rowReader<T extends object>({ booleans = [], json = [] }: Columns<T>): (row: unknown) => T {
  return (row) => {
    const typed = row as Record<keyof T, unknown>
    for (const column of booleans) typed[column] = typed[column] === 1
    for (const column of json) typed[column] = JSON.parse(typed[column] as string)
    return typed as T
  }
}

/** The parameters of a statement as SQLite takes them. */
function bindings(params: Row): Record<string, SQLQueryBindings> {
  const bound: Record<string, SQLQueryBindings> = {}
  for (const name in params) bound[name] = binding(params[name])
  return bound
}

function binding(value: Value): SQLQueryBindings {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  return value instanceof Date ? value.toISOString() : JSON.stringify(value)
}

const inserts = new Map<string, { columns: readonly string[]; sql: string }>()

/**
 * The INSERT of the columns. The last one of each table is kept: most inserts name the same columns again, and
 * comparing them is faster than building the text.
 */
function insertInto(table: string, columns: readonly string[]): string {
  const known = inserts.get(table)
  if (known?.columns.length === columns.length && known.columns.every((name, at) => name === columns[at])) {
    return known.sql
  }
  const sql = `INSERT INTO ${table} (${columns}) VALUES (${columns.map((column) => `$${column}`)})`
  inserts.set(table, { columns, sql })
  return sql
}

/**
 * The statement with a unary plus, which changes nothing, before each parameter. SQLite plans a join anew whenever a
 * bare parameter is bound, since the plan may depend on its value, and planning takes longer than finding the rows.
 */
function plannedOnce(sql: string): string {
  return sql.replaceAll(/\$(?=[a-z_])/gi, '+$')
}
