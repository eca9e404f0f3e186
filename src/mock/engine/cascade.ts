import type { Value } from './rows.ts'
import type { Store } from './store.ts'

interface Dependent {
  table: string
  from: string
  to: string
}

/** Deletes the rows whose column has a value, and every row that refers to them, directly or through other rows. */
export function deleteCascading(store: Store, table: string, column: string, value: Value): void {
  const rows = `FROM ${table} WHERE ${column} = $value`
  for (const dependent of dependentsOf(store, table)) {
    for (const row of store.all<{ key: Value }>(`SELECT ${dependent.to} AS key ${rows}`, { value })) {
      deleteCascading(store, dependent.table, dependent.from, row.key)
    }
  }
  store.run(`DELETE ${rows}`, { value })
}

/** The foreign keys that refer to a table and have no ON DELETE action of their own. */
function dependentsOf(store: Store, table: string): Dependent[] {
  return store.all(
    `SELECT tables.name AS "table", keys."from", ifnull(keys."to", columns.name) AS "to"
     FROM sqlite_schema AS tables JOIN pragma_foreign_key_list(tables.name) AS keys
     JOIN pragma_table_info(keys."table") AS columns ON columns.pk = 1
     WHERE tables.type = 'table' AND keys."table" = $table AND keys.on_delete = 'NO ACTION'`,
    { table },
  )
}
