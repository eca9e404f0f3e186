import type { Database } from 'bun:sqlite'

/** "TwCL": tells our databases from anybody else's. */
export const APPLICATION_ID = 0x54_77_43_4c

/**
 * Changes of tables that have shipped, oldest first; `user_version` counts those that a file has had.
 * A new table needs none: it appears by itself.
 */
const migrations: string[] = []

/** The `user_version` of a database that is up to date. */
export const SCHEMA_VERSION = migrations.length + 1

/** Brings the tables of an open database to the present, in one transaction. */
export function migrate(db: Database, tables: readonly string[]): void {
  db.transaction(() => {
    const { user_version: version } = db.query<{ user_version: number }, []>('PRAGMA user_version').get()!
    for (const change of migrations.slice(Math.max(0, version - 1))) if (version > 0) db.run(change)
    for (const table of tables) db.run(table)
    db.run(`PRAGMA application_id = ${APPLICATION_ID}`)
    if (version !== SCHEMA_VERSION) db.run(`PRAGMA user_version = ${SCHEMA_VERSION}`)
  }).immediate()
}
