import type { Listing } from './page.ts'
import { type Columns, rowReader } from './rows.ts'

/** The rows of a table as they are stored, in the order of their making. */
export function rowsOf<T extends object = object>(
  table: string,
  columns: string,
  types: Columns<T> = {},
): Listing<object> {
  return { sql: `SELECT rowid AS _row, ${columns} FROM ${table}`, key: ['_row'], read: rowReader<T>(types) }
}

/** The rows of a table that two columns identify, in the order of these. */
export function pairsOf(
  table: string,
  columns: string,
  key: readonly [string, string] = ['broadcaster_id', 'user_id'],
): Listing<object> {
  return { sql: `SELECT ${[...key, columns]} FROM ${table}`, key }
}

/** The rows of a listing for which an expression over its columns has a value. */
export function rowsWith<T>(
  { sql, params, ...listing }: Listing<T>,
  expression: string,
  value: string,
): Listing<T> {
  return {
    ...listing,
    sql: `SELECT * FROM (${sql}) WHERE ${expression} = $_wanted`,
    params: { ...params, _wanted: value },
  }
}
