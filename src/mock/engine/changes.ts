/** What a statement may write, by its words. */
export interface Written {
  tables: readonly string[]
  /** Whether rows may go, and others with them. */
  removes: boolean
  /** Whether rows may be there that were not, or not as they are. */
  changes: boolean
}

const WRITES = /\b(?:INSERT(?: OR [A-Z]+)? INTO|REPLACE INTO|UPDATE(?: OR [A-Z]+)?|DELETE FROM)\s+(\w+)/gi

/** What a statement may write; undefined for one that only reads. */
export function writtenBy(sql: string): Written | undefined {
  const tables = [...sql.matchAll(WRITES)].map(([, table]) => table!)
  if (tables.length === 0) return undefined
  return { tables, removes: /\b(DELETE|REPLACE)\b/i.test(sql), changes: /\b(INTO|UPDATE)\b/i.test(sql) }
}

/** Which tables may have changed since a moment, so that what goes back to it need not look at all of them. */
export class Changes {
  #moment = 0
  readonly #written = new Map<Written, number>()

  /** The number of changes so far. */
  get moment(): number {
    return this.#moment
  }

  /** Notes that a statement is run. */
  note(written: Written): void {
    this.#written.set(written, ++this.#moment)
  }

  /** What was written after a moment. */
  since(moment: number): Written[] {
    return [...this.#written].flatMap(([written, at]) => (at > moment ? [written] : []))
  }
}
