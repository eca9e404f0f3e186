import type { Database } from 'bun:sqlite'

/** "TwCL": distinguishes our databases from those of other programs. */
export const APPLICATION_ID = 0x54_77_43_4c

/**
 * Changes of tables that have shipped, oldest first; `user_version` counts those that a file has had.
 * A new table needs none: it appears by itself. A file may lack any table: an old one has fewer, a new one none.
 */
const migrations: ((db: Database) => void)[] = [
  // These tables changed before migrations were numbered, so that a file may have the old or the new form.
  (db) => {
    addColumn(db, 'clients', "type TEXT NOT NULL DEFAULT 'confidential'")
    addColumn(db, 'clients', "redirect_uris TEXT NOT NULL DEFAULT '[]'")
    addColumn(db, 'categories', 'is_clippable INTEGER NOT NULL DEFAULT 1')
    addColumn(db, 'streams', 'game_id TEXT REFERENCES categories')
    addColumn(db, 'streams', "language TEXT NOT NULL DEFAULT 'en'")
    addColumn(db, 'chat_messages', 'bits INTEGER')
    addColumn(db, 'chat_messages', 'reward_id TEXT')
    if (addColumn(db, 'eventsub_subscriptions', "subject TEXT NOT NULL DEFAULT ''")) {
      db.run(`UPDATE eventsub_subscriptions
        SET subject = ifnull((SELECT value FROM json_each(condition) LIMIT 1), '')`)
    }
    // Old tokens are dropped: their clients have to get new ones.
    if (isWithout(db, 'access_tokens', 'claims')) db.run('DROP TABLE access_tokens')
  },
  // Finished deliveries moved from the file to the journal.
  (db) => {
    if (columnsOf(db, 'eventsub_deliveries').includes('status')) {
      db.run('DROP INDEX IF EXISTS eventsub_deliveries_pending')
      db.run("DELETE FROM eventsub_deliveries WHERE status <> 'pending'")
      db.run('ALTER TABLE eventsub_deliveries DROP COLUMN status')
    }
  },
  // Notices can be anonymous, and have the ID of their chat message.
  (db) => {
    if (!isWithout(db, 'chat_notices', 'message_id')) return
    db.run('ALTER TABLE chat_notices RENAME TO former_notices')
    db.run(`CREATE TABLE chat_notices (
      id TEXT PRIMARY KEY, message_id TEXT NOT NULL, broadcaster_id TEXT NOT NULL REFERENCES users,
      user_id TEXT REFERENCES users, kind TEXT NOT NULL, details TEXT NOT NULL, system_message TEXT NOT NULL,
      text TEXT NOT NULL, said_at TEXT NOT NULL
    ) STRICT`)
    db.run(`INSERT INTO chat_notices SELECT id, id, broadcaster_id, user_id, kind, details, system_message, '', said_at
      FROM former_notices`)
    db.run('DROP TABLE former_notices')
  },
]

/** Adds a column to a table if it is missing; false if there is nothing to add. */
function addColumn(db: Database, table: string, column: string): boolean {
  if (!isWithout(db, table, column.split(' ')[0]!)) return false
  db.run(`ALTER TABLE ${table} ADD COLUMN ${column}`)
  return true
}

/** Whether a table exists and lacks a column. */
function isWithout(db: Database, table: string, column: string): boolean {
  const columns = columnsOf(db, table)
  return columns.length > 0 && !columns.includes(column)
}

/** The names of the columns of a table; none if there is no such table. */
function columnsOf(db: Database, table: string): string[] {
  const columns = db.query<{ name: string }, [string]>('SELECT name FROM pragma_table_info(?)').all(table)
  return columns.map(({ name }) => name)
}

/** The `user_version` of a database that is up to date. */
export const SCHEMA_VERSION = migrations.length + 1

/** Migrates the tables of an open database to the current schema, in one transaction. */
export function migrate(db: Database, tables: readonly string[]): void {
  db.transaction(() => {
    const { user_version: version } = db.query<{ user_version: number }, []>('PRAGMA user_version').get()!
    for (const change of migrations.slice(Math.max(0, version - 1))) change(db)
    for (const table of tables) db.run(table)
    db.run(`PRAGMA application_id = ${APPLICATION_ID}`)
    if (version !== SCHEMA_VERSION) db.run(`PRAGMA user_version = ${SCHEMA_VERSION}`)
  }).immediate()
}
