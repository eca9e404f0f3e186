import type { Rows } from './rows.ts'

/** The table of named values, as which a file keeps the state of a store besides rows. */
export const stateTables =
  'CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;'

/** The state of a store besides the rows of resources. */
interface State {
  clock: { offset: number; frozen?: number; source: 'system' | 'given' }
  random: readonly number[]
}

/** The value that the file keeps under a name, if any. */
export function readState<Name extends keyof State>(rows: Rows, name: Name): State[Name] | undefined {
  const row = rows.get<{ value: string }>('SELECT value FROM state WHERE name = $name', { name })
  return row && (JSON.parse(row.value) as State[Name])
}

/** Keeps a value under a name, in place of the previous one. */
export function writeState<Name extends keyof State>(rows: Rows, name: Name, value: State[Name]): void {
  rows.run('INSERT OR REPLACE INTO state (name, value) VALUES ($name, $value)', {
    name,
    value: JSON.stringify(value),
  })
}
