import { Database } from 'bun:sqlite'
import { afterAll, expect, test } from 'bun:test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { APPLICATION_ID } from '../../../src/mock/engine/migrations.ts'
import { generate } from '../../../src/mock/generation/generate.ts'
import { openMock } from '../../../src/mock/resources/open.ts'
import { tables as usersTables } from '../../../src/mock/resources/users/store.ts'

const folder = mkdtempSync(join(tmpdir(), 'migrations-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** The tables that have changed, each as the first executable that had it made it. */
const earliest = `
  CREATE TABLE clients (
    id TEXT PRIMARY KEY, secret TEXT NOT NULL, name TEXT NOT NULL, is_extension INTEGER NOT NULL,
    created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE access_tokens (
    token TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES clients, user_id TEXT NOT NULL, scopes TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE categories (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, box_art_url TEXT NOT NULL, igdb_id TEXT NOT NULL
  ) STRICT;
  CREATE TABLE streams (
    id TEXT PRIMARY KEY, user_id TEXT NOT NULL UNIQUE REFERENCES users, viewer_count INTEGER NOT NULL,
    started_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE chat_messages (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    text TEXT NOT NULL, fragments TEXT NOT NULL, announcement_color TEXT, reply_parent_message_id TEXT,
    source_broadcaster_id TEXT REFERENCES users, source_message_id TEXT, is_source_only INTEGER,
    sent_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE eventsub_subscriptions (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL REFERENCES clients ON DELETE CASCADE,
    user_id TEXT NOT NULL, status TEXT NOT NULL, type TEXT NOT NULL, version TEXT NOT NULL, condition TEXT NOT NULL,
    created_at TEXT NOT NULL, transport TEXT NOT NULL, target TEXT NOT NULL, secret TEXT NOT NULL,
    is_batched INTEGER NOT NULL, cost INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE chat_notices (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL, user_id TEXT NOT NULL, kind TEXT NOT NULL,
    details TEXT NOT NULL, system_message TEXT NOT NULL, said_at TEXT NOT NULL
  ) STRICT;`

test('a database of the earliest tables is brought to the present, and takes a generation', async () => {
  const path = join(folder, 'earliest.db')
  const old = new Database(path)
  old.run(earliest)
  old.run(usersTables)
  old.run("INSERT INTO clients VALUES ('client', 'secret', 'Name', 0, '2026-01-01T00:00:00Z')")
  old.run(`INSERT INTO eventsub_subscriptions VALUES (1, 'subscription', 'client', '', 'enabled', 'stream.online', '1',
    '{"broadcaster_user_id":"1001"}', '2026-01-01T00:00:00Z', '{"method":"webhook"}', 'http://localhost/', 's', 0, 1)`)
  for (const id of ['1001', '1003'])
    old.run(`INSERT INTO users
      VALUES ('${id}', 'user${id}', 'User', '', '', '', '', '', 0, '', '2026-01-01T00:00:00Z')`)
  old.run(
    "INSERT INTO chat_notices VALUES ('notice', '1001', '1003', 'unknown', '{}', 'New', '2026-01-01T00:00:00Z')",
  )
  old.run(`PRAGMA application_id = ${APPLICATION_ID}`)
  old.run('PRAGMA user_version = 1')
  old.close()

  const store = openMock({ path, seed: 1 })
  await generate(store, { count: 10 })
  expect(store.get("SELECT name, type, redirect_uris FROM clients WHERE id = 'client'")).toEqual({
    name: 'Name',
    type: 'confidential',
    redirect_uris: '[]',
  })
  expect(store.get('SELECT subject FROM eventsub_subscriptions')).toEqual({ subject: '1001' })
  expect(store.get('SELECT message_id, user_id, text FROM chat_notices')).toEqual({
    message_id: 'notice',
    user_id: '1003',
    text: '',
  })
  expect(columnsOf(store.db)).toEqual(columnsOf(openMock({ path: ':memory:' }).db))
  store.close()
})

/** Every table with its columns, sorted. */
function columnsOf(db: Database) {
  return db
    .query(
      `SELECT tables.name, group_concat(columns.name ORDER BY columns.name) AS columns
       FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns
       WHERE tables.type = 'table' AND tables.name NOT LIKE 'sqlite_%' GROUP BY tables.name ORDER BY tables.name`,
    )
    .all()
}
