import type { Listing } from './page.ts'
import { type Columns, rowReader } from './rows.ts'
import type { Row, Store } from './store.ts'

/** A listing of the rows of a table as they are stored, in the order of their insertion. */
export function rowsOf<T extends object = object>(
  table: string,
  columns: string,
  types: Columns<T> = {},
): Listing<object> {
  return { sql: `SELECT rowid AS _row, ${columns} FROM ${table}`, key: ['_row'], read: rowReader<T>(types) }
}

/** A listing of a table whose key is two columns, in the order of these. */
export function pairsOf(
  table: string,
  columns: string,
  key: readonly [string, string] = ['broadcaster_id', 'user_id'],
): Listing<object> {
  return { sql: `SELECT ${[...key, columns]} FROM ${table}`, key }
}

/** Narrows a listing to the rows for which an expression over its columns has a value. */
export function rowsWith<T>(
  { sql, params, ...listing }: Listing<T>,
  expression: string,
  value: string,
): Listing<T> {
  return {
    ...listing,
    counted: undefined,
    sql: `SELECT * FROM (${sql}) WHERE ${expression} = $_wanted`,
    params: { ...params, _wanted: value },
  }
}

/**
 * Narrows a listing to the rows whose columns have the given values and of which any column contains a text. A column
 * that holds a list matches by any of its items; booleans match as true and false.
 */
export function filtered<T>(
  { sql, params, ...listing }: Listing<T>,
  columns: readonly string[],
  values: Readonly<Record<string, string>>,
  text = '',
): Listing<T> {
  const equal = Object.keys(values).map((column) => hasValue(`"${column}"`, `$_in_${column}`))
  const whole = columns.map((column) => `coalesce("${column}", '')`).join(` || char(10) || `)
  const found = text === '' ? [] : [`instr(lower(${whole}), lower($_text)) > 0`]
  const bound = Object.entries(values).map(([column, value]) => [`_in_${column}`, value])
  return {
    ...listing,
    counted: undefined,
    sql: `SELECT * FROM (${sql}) WHERE ${[...equal, ...found].join(' AND ')}`,
    params: { ...params, ...Object.fromEntries(bound), ...(text !== '' && { _text: text }) },
  }
}

const hasValue = (column: string, value: string) => `(
  CAST(${column} AS TEXT) = ${value}
  OR (typeof(${column}) = 'integer' AND ${column} = CASE ${value} WHEN 'true' THEN 1 WHEN 'false' THEN 0 END)
  OR (substr(${column}, 1, 1) = '[' AND json_valid(${column}) AND EXISTS (
    SELECT 1 FROM json_each(${column}) AS item WHERE CAST(item.value AS TEXT) = ${value})))`

/** The columns of a listing, except those that only order it. */
export function columnsOf(store: Store, { sql }: Listing<unknown>): string[] {
  return store.db.query(sql).columnNames.filter((column) => !column.startsWith('_'))
}

/** A condition on a query, with its parameters. */
export interface Condition {
  /** Empty, or begins with AND. */
  sql: string
  params: Row
}

/** The condition that a column has one of the values; always true if `values` is undefined. */
export function among(column: string, values: readonly string[] | undefined): Condition {
  if (!values) return { sql: '', params: {} }
  return { sql: `AND ${column} IN (SELECT value FROM json_each($_among))`, params: { _among: values } }
}

/** A listing of a channel's users with the given IDs, in the order of the IDs; a repeated ID counts once. */
export function inGivenOrder<T>(
  { columns, from }: { columns: string; from: string },
  broadcaster_id: string,
  user_ids: readonly string[],
): Listing<T> {
  return {
    sql: `SELECT ${columns}, wanted.key AS _position FROM json_each($user_ids) AS wanted CROSS JOIN ${from}
      WHERE broadcaster_id = $broadcaster_id AND user_id = wanted.value`,
    params: { broadcaster_id, user_ids: [...new Set(user_ids)] },
    key: ['_position'],
  }
}
