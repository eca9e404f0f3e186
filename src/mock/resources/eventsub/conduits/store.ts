import { rowsOf } from '../../../engine/listing.ts'
import { type Listing, type Page, type PageRequest, page } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { listByTarget, setStatus } from '../subscriptions/store.ts'
import type { Conduit, Shard, ShardStatus } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** The transport of a shard was set. */
    'eventsub.shard.update': StoredShard
    /** The status of a shard has changed. */
    'eventsub.shard.status': StoredShard
  }
}

/** The tables of conduits. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_conduits (
    id TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES clients ON DELETE CASCADE, shard_count INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS eventsub_conduits_client ON eventsub_conduits (client_id);
  CREATE TABLE IF NOT EXISTS eventsub_shards (
    conduit_id TEXT NOT NULL REFERENCES eventsub_conduits ON DELETE CASCADE, number INTEGER NOT NULL,
    status TEXT NOT NULL, transport TEXT NOT NULL, target TEXT NOT NULL, secret TEXT NOT NULL,
    PRIMARY KEY (conduit_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS eventsub_shards_status ON eventsub_shards (conduit_id, status, number);
  CREATE INDEX IF NOT EXISTS eventsub_shards_target ON eventsub_shards (target);`

/** The properties of a new conduit. */
export interface NewConduit {
  client_id: string
  shard_count: number
  id?: string
}

/** A shard as it is stored. */
export type StoredShard = Shard & {
  conduit_id: string
  /** The callback or the session's ID. */
  target: string
  /** The secret of a webhook; otherwise empty. */
  secret: string
}

const shardColumns =
  'number AS _number, CAST(number AS TEXT) AS id, conduit_id, status, transport, target, secret'

const readRow = rowReader<StoredShard & { _number?: number }>({ json: ['transport'] })

function readShard(row: unknown): StoredShard {
  const { _number, ...shard } = readRow(row)
  return shard
}

/** The conduits as /units lists them. */
export const conduitUnits = rowsOf('eventsub_conduits', 'id, client_id, shard_count')

/** The expression for the ID of a shard under /units. */
export const SHARD_ID = "conduit_id || ':' || number"

/** The shards with a transport, as /units lists them. */
export const shardUnits: Listing<object> = {
  sql: `SELECT ${SHARD_ID} AS id, conduit_id, number, status, transport FROM eventsub_shards`,
  key: ['conduit_id', 'number'],
  read: rowReader<{ transport: object }>({ json: ['transport'] }),
}

/** The conduits of a client. */
export function listConduits(store: Store, client_id: string): Conduit[] {
  const sql = 'SELECT id, shard_count FROM eventsub_conduits WHERE client_id = $client_id ORDER BY rowid'
  return store.all(sql, { client_id })
}

/** The conduit with an ID. */
export function findConduit(store: Store, id: string): (Conduit & { client_id: string }) | undefined {
  return store.get('SELECT id, client_id, shard_count FROM eventsub_conduits WHERE id = $id', { id })
}

/** Creates a conduit with a number of shards. */
export function createConduit(
  store: Store,
  { client_id, shard_count, id = store.id() }: NewConduit,
): Conduit {
  store.insert('eventsub_conduits', { id, client_id, shard_count })
  return { id, shard_count }
}

/** Changes the number of shards; those with the highest numbers are removed. */
export function updateConduit(store: Store, id: string, shard_count: number): Conduit {
  return store.transaction(() => {
    store.update('eventsub_conduits', { shard_count }, { id })
    store.run('DELETE FROM eventsub_shards WHERE conduit_id = $id AND number >= $shard_count', {
      id,
      shard_count,
    })
    return { id, shard_count }
  })
}

/** Deletes a conduit; its subscriptions get the status `conduit_deleted`. */
export function deleteConduit(store: Store, id: string): void {
  store.transaction(() => {
    for (const subscription of listByTarget(store, id)) {
      if (subscription.status === 'enabled') setStatus(store, subscription, 'conduit_deleted')
    }
    store.run('DELETE FROM eventsub_conduits WHERE id = $id', { id })
  })
}

/** The shards with a transport, in the order of their numbers. */
export function listShards(
  store: Store,
  { conduit_id, status }: { conduit_id: string; status?: string },
  request: PageRequest,
): Page<StoredShard> {
  const byStatus = status ? 'AND status = $status' : ''
  const sql = `SELECT ${shardColumns} FROM eventsub_shards WHERE conduit_id = $conduit_id ${byStatus}`
  const params = { conduit_id, ...(status && { status }) }
  return page(store, { sql, params, key: ['_number'], read: readShard }, request)
}

/** Whether a callback or a session is the transport of any shard. */
export function hasShards(store: Store, target: string): boolean {
  return store.get('SELECT 1 FROM eventsub_shards WHERE target = $target LIMIT 1', { target }) !== undefined
}

/** The shards whose callback has not answered its challenge yet. */
export function listPendingShards(store: Store): StoredShard[] {
  const sql = `SELECT ${shardColumns} FROM eventsub_shards WHERE status = 'webhook_callback_verification_pending'`
  return store.all(sql).map(readShard)
}

/** The shard of a conduit with an ID. */
export function findShard(store: Store, conduit_id: string, id: string): StoredShard | undefined {
  const row = store.get(
    `SELECT ${shardColumns} FROM eventsub_shards WHERE conduit_id = $conduit_id AND number = $number`,
    { conduit_id, number: Number(id) },
  )
  return row && readShard(row)
}

/** The next enabled shard after a number, in a circle. */
export function nextEnabledShard(store: Store, conduit_id: string, after: number): StoredShard | undefined {
  const sql = `SELECT ${shardColumns} FROM eventsub_shards
    WHERE conduit_id = $conduit_id AND status = 'enabled' AND number > $after ORDER BY number LIMIT 1`
  const row = store.get(sql, { conduit_id, after }) ?? store.get(sql, { conduit_id, after: -1 })
  return row && readShard(row)
}

/** Replaces the transport of a shard. */
export function updateShard(store: Store, { id, ...shard }: StoredShard): void {
  store.transaction(() => {
    const row = { ...shard, number: Number(id) }
    const where = { conduit_id: shard.conduit_id, number: row.number }
    if (store.update('eventsub_shards', row, where) === 0) store.insert('eventsub_shards', row)
    store.emit('eventsub.shard.update', { id, ...shard })
  })
}

/** Changes the status of a shard. */
export function setShardStatus(
  store: Store,
  shard: StoredShard,
  status: ShardStatus,
  disconnected_at?: string,
): void {
  store.transaction(() => {
    const transport = { ...shard.transport, ...(disconnected_at && { disconnected_at }) }
    const where = { conduit_id: shard.conduit_id, number: Number(shard.id) }
    store.update('eventsub_shards', { status, transport }, where)
    store.emit('eventsub.shard.status', { ...shard, status, transport })
  })
}

/** Disables the shards of a session when the session ends. */
export function timers(store: Store): void {
  store.beforeCommit('eventsub.session.end', ({ id, status, disconnected_at }) => {
    const shards = store.all(`SELECT ${shardColumns} FROM eventsub_shards WHERE target = $id`, { id })
    for (const shard of shards.map(readShard)) {
      setShardStatus(store, shard, status as ShardStatus, disconnected_at)
    }
  })
}
