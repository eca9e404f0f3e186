import type { Row, Store } from './store.ts'

/** The requested page: a number of items after or before a cursor. */
export interface PageRequest {
  first: number
  after?: string
  before?: string
  /** Whether the last page is wanted. */
  fromEnd?: boolean
}

/** One page of a list. */
export interface Page<T> {
  items: T[]
  /** Leads to the next page; missing on the last one. */
  cursor?: string
}

/** A page that was read from the rows of a query. */
export interface StoredPage<T> extends Page<T> {
  /** Whether more rows follow in the direction of reading. */
  more: boolean
}

/** A query that is read page by page. */
export interface Listing<T> {
  /** The whole list, without ORDER BY or LIMIT, with every key among its columns. */
  sql: string
  params?: Row
  /** A cheaper list with as many rows, where `sql` joins what does not change their number. */
  counted?: string
  /** The columns that order the list and tell its rows apart. Those that begin with _ are not part of a row. */
  key: readonly string[]
  descending?: boolean
  read?: (row: unknown) => T
}

/** The error for a cursor that this server did not issue for this list. */
export class InvalidCursor extends Error {}

/** The values of a row's key columns. */
export type Key = (string | number)[]

/**
 * One page of a list, by keyset: the cursor holds the keys of the page's ends and the index finds them, so that the
 * thousandth page costs what the first one costs, and no row comes twice or is missed while others are added.
 */
export function page<T>(store: Store, listing: Listing<T>, request: PageRequest): StoredPage<T> {
  const backwards = request.before !== undefined || request.fromEnd === true
  const from = cursorEnd(request, listing.key.length)
  const ascending = Boolean(listing.descending) === backwards
  const rows = store.all<Record<string, unknown>>(pageSql(listing, ascending, from !== undefined), {
    ...listing.params,
    ...Object.fromEntries((from ?? []).map((value, index) => [`_${index}`, value])),
    _limit: request.first + 1,
  })
  const more = rows.length > request.first
  if (more) rows.pop()
  if (backwards) rows.reverse()
  const cursor = rows.length > 0 && (more || backwards) ? cursorOf(rows, listing.key) : undefined
  return { items: rows.map((row) => readRow(row, listing)), cursor, more }
}

/** A list that is computed rather than stored. */
export interface ComputedListing<T> {
  /** The first items after a key, or of the whole list, in the key's order: as many as the limit says, if there are. */
  list: (after: Key | undefined, limit: number) => T[]
  /** The properties that order the list and tell its items apart. */
  key: readonly (keyof T & string)[]
  /** Whether a key has the form of this list's keys; a cursor with another key is refused. */
  hasKey?: (key: Key) => boolean
}

/**
 * One page of a computed list, by the same cursors.
 *
 * @throws InvalidCursor when the cursor is of another list, or its item is gone
 */
export function computedPage<T extends object>(
  { list, key, hasKey = () => true }: ComputedListing<T>,
  { first, after }: PageRequest,
): Page<T> {
  const from = cursorEnd({ first, after }, key.length)
  if (from && !hasKey(from)) throw new InvalidCursor()
  const items = list(from, first + 1)
  const more = items.length > first
  if (more) items.pop()
  return { items, cursor: more ? cursorOf(items as Record<string, unknown>[], key) : undefined }
}

/** The number of rows of a list, over all pages. */
export function count(store: Store, listing: Pick<Listing<unknown>, 'sql' | 'params' | 'counted'>): number {
  const { sql, params, counted = sql } = listing
  return store.get<{ n: number }>(`SELECT count(*) AS n FROM (${counted})`, params)!.n
}

function pageSql({ sql, key }: Listing<unknown>, ascending: boolean, bounded: boolean): string {
  const bound = bounded
    ? `WHERE (${key}) ${ascending ? '>' : '<'} (${key.map((_, index) => `$_${index}`)})`
    : ''
  const order = key.map((column) => `${column} ${ascending ? 'ASC' : 'DESC'}`)
  return `SELECT * FROM (${sql}) ${bound} ORDER BY ${order} LIMIT $_limit`
}

function readRow<T>(row: Record<string, unknown>, { key, read }: Listing<T>): T {
  for (const column of key) if (column.startsWith('_')) delete row[column]
  return read ? read(row) : (row as T)
}

function cursorOf(rows: Record<string, unknown>[], key: readonly string[]): string {
  const keyOf = (row: Record<string, unknown>) => key.map((column) => row[column])
  return Buffer.from(JSON.stringify([keyOf(rows[0]!), keyOf(rows.at(-1)!)])).toString('base64url')
}

function cursorEnd({ after, before }: PageRequest, columns: number): Key | undefined {
  const cursor = after ?? before
  if (cursor === undefined) return undefined
  const ends = decoded(cursor)
  const end = Array.isArray(ends) && ends.length === 2 ? ends[after === undefined ? 0 : 1] : undefined
  const valid =
    Array.isArray(end) && end.length === columns && end.every((v) => ['string', 'number'].includes(typeof v))
  if (!valid) throw new InvalidCursor()
  return end
}

function decoded(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    return undefined
  }
}
