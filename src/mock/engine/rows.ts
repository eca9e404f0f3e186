/** Which columns of a row hold more than SQLite's own types can say. */
export interface Columns<T> {
  booleans?: readonly (keyof T)[]
  json?: readonly (keyof T)[]
}

/** A function that turns a row as SQLite has it into what it means; it changes the row in place. */
export function rowReader<T extends object>({ booleans = [], json = [] }: Columns<T>): (row: unknown) => T {
  return (row) => {
    const typed = row as Record<keyof T, unknown>
    for (const column of booleans) typed[column] = typed[column] === 1
    for (const column of json) typed[column] = JSON.parse(typed[column] as string)
    return typed as T
  }
}
