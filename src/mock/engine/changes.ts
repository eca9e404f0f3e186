/** The effects that a statement may have, as far as its SQL text tells. */
export interface Written {
  tables: readonly string[]
  /** Whether the statement may delete rows, and with them the rows that refer to them. */
  removes: boolean
  /** Whether the statement may insert or update rows. */
  changes: boolean
}

const WRITES = /\b(?:INSERT(?: OR [A-Z]+)? INTO|REPLACE INTO|UPDATE(?: OR [A-Z]+)?|DELETE FROM)\s+(\w+)/gi

/** The effects of a statement; undefined for one that only reads. */
export function writtenBy(sql: string): Written | undefined {
  const tables = [...sql.matchAll(WRITES)].map(([, table]) => table!)
  if (tables.length === 0) return undefined
  return { tables, removes: /\b(DELETE|REPLACE)\b/i.test(sql), changes: /\b(INTO|UPDATE)\b/i.test(sql) }
}

/** The log of written tables: a restore compares only the tables that were written since the snapshot. */
export class Changes {
  #moment = 0
  readonly #written = new Map<Written, number>()

  /** The number of changes so far. */
  get moment(): number {
    return this.#moment
  }

  /** Notes that a statement with these effects ran. */
  note(written: Written): void {
    this.#written.set(written, ++this.#moment)
  }

  /** The effects of all statements after a moment. */
  since(moment: number): Written[] {
    return [...this.#written].flatMap(([written, at]) => (at > moment ? [written] : []))
  }
}
