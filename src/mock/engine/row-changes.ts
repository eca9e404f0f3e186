import type { Database } from 'bun:sqlite'

/** A list whose rows are watched. */
export interface WatchedList {
  name: string
  /** The query of the list; the first table that it names is the table of its rows. */
  sql: string
  /** The expression for the ID of a row, over the columns of that table. */
  id: string
}

/** The IDs of the changed rows of each list; null if any row of the list may have changed. */
export type ChangedRows = Record<string, string[] | null>

/** The most IDs that are reported of a list: more than a page has. Beyond it the list is reported as null. */
const MAXIMUM_IDS = 100

/** How often changes are reported. */
const LOOK_AGAIN_MS = 50

/** The noted ID where the changed table does not contain the ID of the list's row. */
const ANY = ''

/**
 * Reports which rows of lists have changed, whichever statement changed them. Temporary triggers of SQLite note the
 * changes; they exist only until following ends, so that writes cost nothing more while nobody follows.
 *
 * @returns a function that ends the following
 */
export function followRows(
  db: Database,
  lists: readonly WatchedList[],
  tell: (changed: ChangedRows) => void,
): () => void {
  const watched = watchedTables(db, lists)
  db.run('CREATE TEMP TABLE row_changes (list TEXT, id TEXT, PRIMARY KEY (list, id)) STRICT, WITHOUT ROWID')
  const names = [...watched].flatMap(([table, noted]) => createTriggers(db, table, noted))
  const found = db.query<{ list: string; n: number; least: string }, []>(
    'SELECT list, count(*) AS n, min(id) AS least FROM row_changes GROUP BY list',
  )
  const ids = db.query<{ id: string }, [string]>('SELECT id FROM row_changes WHERE list = ?')
  const look = setInterval(() => {
    const changed = found.all()
    if (changed.length === 0) return
    const idsOf = (list: string) => ids.all(list).map(({ id }) => id)
    const rows = changed.map(({ list, n, least }) => {
      const isKnown = least !== ANY && n <= MAXIMUM_IDS
      return [list, isKnown ? idsOf(list) : null] as const
    })
    db.run('DELETE FROM row_changes')
    tell(Object.fromEntries(rows))
  }, LOOK_AGAIN_MS)
  return () => {
    clearInterval(look)
    found.finalize()
    ids.finalize()
    for (const name of names) db.run(`DROP TRIGGER IF EXISTS temp.${name}`)
    db.run('DROP TABLE IF EXISTS temp.row_changes')
  }
}

/** The lists by table, each with the expression for the ID of its row that a change of the table affects. */
function watchedTables(db: Database, lists: readonly WatchedList[]): Map<string, Map<string, string>> {
  const tables = new Set(
    db
      .query<{ name: string }, []>("SELECT name FROM main.sqlite_schema WHERE type = 'table'")
      .all()
      .map(({ name }) => name),
  )
  const watched = new Map<string, Map<string, string>>()
  for (const { name, sql, id } of lists) {
    const named = [...sql.matchAll(/\b(?:FROM|JOIN)\s+(\w+)/gi)].map(([, table]) => table!)
    for (const [index, table] of [...new Set(named)].filter((table) => tables.has(table)).entries()) {
      const noted = watched.get(table) ?? new Map<string, string>()
      noted.set(name, index === 0 && isExpressionOf(db, table, id) ? id : `'${ANY}'`)
      watched.set(table, noted)
    }
  }
  return watched
}

function isExpressionOf(db: Database, table: string, expression: string): boolean {
  try {
    db.prepare(`SELECT ${expression} FROM (SELECT * FROM ${table})`).finalize()
    return true
  } catch {
    return false
  }
}

/** @returns the names of the triggers */
function createTriggers(db: Database, table: string, noted: ReadonlyMap<string, string>): string[] {
  const columns = db
    .query<{ name: string }, [string]>('SELECT name FROM pragma_table_info(?)')
    .all(table)
    .map(({ name }) => name)
  return ['INSERT', 'UPDATE', 'DELETE'].map((change) => {
    const row = columns.map((column) => `${change === 'DELETE' ? 'OLD' : 'NEW'}.${column} AS ${column}`)
    const notes = [...noted].map(
      ([list, id]) =>
        `INSERT OR IGNORE INTO row_changes SELECT '${list}', coalesce(${id}, '${ANY}') FROM (SELECT ${row});`,
    )
    const name = `note_${table}_${change.toLowerCase()}`
    db.run(`CREATE TEMP TRIGGER ${name} AFTER ${change} ON main.${table} BEGIN ${notes.join(' ')} END`)
    return name
  })
}
