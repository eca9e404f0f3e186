import type { Statement } from 'bun:sqlite'
import { bindings, type Row } from './bindings.ts'
import { type Written, writtenBy } from './changes.ts'
import type { DatabaseFile } from './database-file.ts'
import { insertInto, plannedOnce } from './sql.ts'
import type { UnitOfWork } from './unit-of-work.ts'

/** The rows of a database, read and written by SQL; each statement is prepared once, each write is a transaction. */
export class Statements {
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
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    if (given.length === 0) return 0
    const sets = given.map(([column]) => `${column} = $${column}`)
    const tests = Object.keys(where).map((column) => `${column} = $where_${column}`)
    const keys = Object.entries(where).map(([column, value]) => [`where_${column}`, value])
    const params = Object.fromEntries([...given, ...keys])
    return this.run(`UPDATE ${table} SET ${sets} WHERE ${tests.join(' AND ')}`, params)
  }

  close(): void {
    for (const { statement } of this.#prepared.values()) statement.finalize()
    this.#prepared.clear()
  }

  /** A statement that gives rows; what it may write is noted, too. */
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
