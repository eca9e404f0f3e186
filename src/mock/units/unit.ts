import type { Static, TObject, TProperties } from '@sinclair/typebox'
import type { Listing } from '../engine/page.ts'
import { type Columns, rowReader } from '../engine/rows.ts'
import type { Store } from '../engine/store.ts'
import { body, type Contract } from '../http/validation.ts'

/**
 * One listing under /units: the rows, and what a test may do to them that no public API can. Writes go through the
 * transitions of the resource, so that they announce what happens.
 */
export interface Unit {
  rows(store: Store): Listing<object>
  /** The expression that tells rows apart, over the columns of `rows`; `id` if it is left out. */
  id?: string
  create?: Create
  update?: Update
  remove?(store: Store, id: string): void
}

/** Makes a row of the given fields and returns its id. */
export interface Create {
  body: Contract<TObject>
  run(store: Store, fields: object): string
}

/** Changes the row with the id. */
export interface Update {
  body: Contract<TObject>
  run(store: Store, id: string, fields: object): void
}

/** Declares a POST: the fields of the row, and the transition. */
export function creates<P extends TProperties>(
  properties: P,
  run: (store: Store, fields: Static<TObject<P>>) => string,
): Create {
  return { body: body(properties), run: run as Create['run'] } as unknown as Create
}

/** Declares a PATCH. */
export function updates<P extends TProperties>(
  properties: P,
  run: (store: Store, id: string, fields: Static<TObject<P>>) => void,
): Update {
  return { body: body(properties), run: run as Update['run'] } as unknown as Update
}

/** The rows of a table as they are stored, in the order of their making. */
export function rowsOf<T extends object = object>(
  table: string,
  columns: string,
  types: Columns<T> = {},
): Listing<object> {
  return { sql: `SELECT rowid AS _row, ${columns} FROM ${table}`, key: ['_row'], read: rowReader<T>(types) }
}

/** The rows of a table that two users identify, in the order of their IDs. */
export function pairsOf(table: string, columns: string): Unit {
  const key = ['broadcaster_id', 'user_id']
  return {
    rows: () => ({ sql: `SELECT ${[...key, columns]} FROM ${table}`, key }),
    id: "broadcaster_id || ':' || user_id",
  }
}

/** The id of a row that has none of its own: its two keys with a colon between. */
export const pair = (one: string, other: string) => `${one}:${other}`

/** The two keys of such an id. */
export function keysOf(id: string): [string, string] {
  const [one = '', other = ''] = id.split(':')
  return [one, other]
}
