const inserts = new Map<string, { columns: readonly string[]; sql: string }>()

/**
 * INSERT of the columns; a table is mostly given the same ones again, and to build a text takes longer than to
 * compare.
 */
export function insertInto(table: string, columns: readonly string[]): string {
  const known = inserts.get(table)
  if (known?.columns.length === columns.length && known.columns.every((name, at) => name === columns[at])) {
    return known.sql
  }
  const sql = `INSERT INTO ${table} (${columns}) VALUES (${columns.map((column) => `$${column}`)})`
  inserts.set(table, { columns, sql })
  return sql
}

/**
 * The same with a plus sign, which does nothing, before each parameter: SQLite plans a join anew whenever a bare one is
 * bound, to look at its value, and that takes longer than to find the rows.
 */
export function plannedOnce(sql: string): string {
  return sql.replaceAll(/\$(?=[a-z_])/gi, '+$')
}
