import type { Database } from 'bun:sqlite'
import { type Written, writtenBy } from './changes.ts'

interface Dependent {
  child: string
  parent: string
  on_delete: string
}

/** How a table may differ from the snapshot: any row may have changed, or a cascade has only deleted rows. */
type Difference = 'changed' | 'reduced'

/**
 * Makes the rows of a database equal to those of another one with the same tables, in one transaction. It writes only
 * the rows that differ, since comparing many rows is faster than writing them.
 *
 * @param from the file of the other database
 * @param changed the statements that ran since both were equal; undefined if they are not known
 * @param commit commits the transaction
 * @returns the tables that were compared
 * @throws SQLite's error; nothing has changed then
 */
export function replaceRows(
  db: Database,
  from: string,
  changed: readonly Written[] | undefined,
  commit: () => void,
): string[] {
  const differences = changed
    ? differencesOf(db, changed)
    : new Map(tablesOf(db).map((table) => [table, 'changed'] as const))
  if (differences.size === 0) return []
  db.query('ATTACH $from AS source').run({ from })
  // Deleting a row must not delete the rows that refer to it.
  db.run('PRAGMA foreign_keys = OFF')
  try {
    db.run('BEGIN IMMEDIATE')
    const triggers = triggersOf(db).filter(({ tbl_name }) => differences.has(tbl_name))
    for (const { name } of triggers) db.run(`DROP TRIGGER ${name}`)
    for (const [table, difference] of differences) restoreTable(db, table, difference)
    for (const { sql } of triggers) db.run(sql)
    commit()
  } catch (error) {
    if (db.inTransaction) db.run('ROLLBACK')
    throw error
  } finally {
    db.run('PRAGMA foreign_keys = ON')
    db.run('DETACH source')
  }
  return [...differences.keys()]
}

/** Deletes the rows that differ from the source, and then inserts those that are missing. */
function restoreTable(db: Database, table: string, difference: Difference): void {
  const columns = db
    .query<{ name: string; type: string; pk: number }, [string]>(
      'SELECT name, type, pk FROM pragma_table_info(?)',
    )
    .all(table)
  const names = columns.map(({ name }) => name)
  const primary = columns.filter(({ pk }) => pk > 0)
  const hasRowId = !isWithoutRowId(db, table)
  const isRowIdNamed = primary.length === 1 && primary[0]!.type === 'INTEGER'
  const key = hasRowId && !isRowIdNamed ? ['rowid'] : primary.map(({ name }) => name)
  const all = [...new Set([...key, ...names])]
  const same = (compared: readonly string[]) =>
    compared.map((name) => `old.${name} IS new.${name}`).join(' AND ')
  if (difference === 'changed') {
    db.run(
      `DELETE FROM main.${table} AS new
       WHERE NOT EXISTS (SELECT 1 FROM source.${table} AS old WHERE ${same(key)} AND ${same(names)})`,
    )
  }
  db.run(
    `INSERT INTO main.${table} (${all}) SELECT ${all} FROM source.${table} AS old
     WHERE NOT EXISTS (SELECT 1 FROM main.${table} AS new WHERE ${same(key)})`,
  )
}

/** The tables that the statements may have changed: directly, through triggers, or through cascades. */
function differencesOf(db: Database, changed: readonly Written[]): Map<string, Difference> {
  const dependents = db
    .query<Dependent, []>(
      `SELECT tables.name AS child, keys."table" AS parent, on_delete
       FROM sqlite_schema AS tables, pragma_foreign_key_list(tables.name) AS keys
       WHERE tables.type = 'table' AND on_delete <> 'NO ACTION'`,
    )
    .all()
  const triggers = triggersOf(db)
  const known = new Set(tablesOf(db))
  const differences = new Map<string, Difference>()
  const seen = new Set<string>()
  const visit = (table: string, difference: Difference, removes: boolean): void => {
    const visited = `${table} ${difference} ${removes}`
    if (!known.has(table) || seen.has(visited)) return
    seen.add(visited)
    if (differences.get(table) !== 'changed') differences.set(table, difference)
    for (const { tbl_name, sql } of triggers) {
      if (tbl_name !== table) continue
      const { tables, removes } = writtenBy(sql.slice(sql.indexOf('BEGIN')))!
      for (const other of tables) visit(other, 'changed', removes)
    }
    if (!removes) return
    for (const { child, parent, on_delete } of dependents) {
      if (parent !== table) continue
      if (on_delete === 'CASCADE') visit(child, 'reduced', true)
      else visit(child, 'changed', false)
    }
  }
  for (const { tables, removes, changes } of changed)
    for (const table of tables) visit(table, changes ? 'changed' : 'reduced', removes)
  return differences
}

const isWithoutRowId = (db: Database, table: string) =>
  db
    .query<{ wr: number }, [string]>("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?")
    .get(table)?.wr === 1

const tablesOf = (db: Database) =>
  db
    .query<{ name: string }, []>(
      `SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
    )
    .all()
    .map(({ name }) => name)

const triggersOf = (db: Database) =>
  db
    .query<{ name: string; tbl_name: string; sql: string }, []>(
      `SELECT name, tbl_name, sql FROM main.sqlite_schema WHERE type = 'trigger'`,
    )
    .all()
