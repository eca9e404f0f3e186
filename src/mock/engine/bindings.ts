import type { SQLQueryBindings } from 'bun:sqlite'

/** What a column takes: objects and arrays become JSON, booleans 0 and 1, dates RFC 3339. */
export type Value = string | number | boolean | null | undefined | Date | readonly unknown[] | object

/** A row, or the parameters of a statement, by column. */
export type Row = Record<string, Value>

/** The parameters of a statement as SQLite takes them. */
export function bindings(params: Row): Record<string, SQLQueryBindings> {
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
