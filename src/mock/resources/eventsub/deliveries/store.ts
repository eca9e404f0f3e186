import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'

/** The tables of webhook deliveries. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_deliveries (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subscription_id TEXT NOT NULL, conduit_id TEXT, shard_id TEXT,
    callback TEXT NOT NULL, message_type TEXT NOT NULL, subscription_type TEXT NOT NULL,
    subscription_version TEXT NOT NULL, message_timestamp TEXT NOT NULL, payload TEXT NOT NULL, status TEXT NOT NULL,
    next_attempt_at TEXT, attempts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS eventsub_deliveries_pending ON eventsub_deliveries (number) WHERE status = 'pending';`

/** One request to a callback and how it was answered. */
export interface DeliveryAttempt {
  at: string
  callback: string
  /** The status of the answer; null if there was none. */
  status: number | null
  /** The reason why it failed; null if it did not. */
  error: string | null
  duration_ms: number
}

/** A delivered message was accepted, a failed one never was, and a dropped one has lost its subscription. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'dropped'

/** One webhook message to one subscriber. Its ID is that of the message, the same at every attempt. */
export interface StoredDelivery {
  number: number
  id: string
  subscription_id: string
  /** Of a shard's webhook; null for a subscription's own. */
  conduit_id: string | null
  shard_id: string | null
  callback: string
  message_type: string
  subscription_type: string
  subscription_version: string
  message_timestamp: string
  payload: string
  status: DeliveryStatus
  next_attempt_at: string | null
  attempts: DeliveryAttempt[]
}

/** What is said of a new delivery. */
export type NewDelivery = Omit<StoredDelivery, 'number' | 'status' | 'next_attempt_at' | 'attempts'>

/** How many deliveries are kept that are over. */
const KEPT = 1000

const readDelivery = rowReader<StoredDelivery>({ json: ['attempts'] })

/** The deliveries as /units lists them, the newest first. */
export const deliveryListing: Listing<object> = {
  sql: `SELECT number AS _number, id, subscription_id, conduit_id, shard_id, callback, message_type, subscription_type,
    subscription_version, message_timestamp, status, next_attempt_at, attempts, payload FROM eventsub_deliveries`,
  key: ['_number'],
  descending: true,
  read: rowReader<{ attempts: unknown; payload: unknown }>({ json: ['attempts', 'payload'] }),
}

/** Queues a message. It is due at once; the next process goes on with it if this one ends before it is answered. */
export function createDelivery(store: Store, delivery: NewDelivery): StoredDelivery {
  const created = { ...delivery, status: 'pending', next_attempt_at: null, attempts: [] } as const
  const sql = `INSERT INTO eventsub_deliveries (id, subscription_id, conduit_id, shard_id, callback, message_type,
      subscription_type, subscription_version, message_timestamp, payload, status, next_attempt_at, attempts)
    VALUES ($id, $subscription_id, $conduit_id, $shard_id, $callback, $message_type, $subscription_type,
      $subscription_version, $message_timestamp, $payload, $status, $next_attempt_at, $attempts) RETURNING number`
  return store.transaction(() => {
    const { number } = store.get<{ number: number }>(sql, created)!
    return { ...created, number, attempts: [] }
  })
}

/** A delivery that is yet to be answered. */
export function findPendingDelivery(store: Store, number: number): StoredDelivery | undefined {
  const sql = "SELECT * FROM eventsub_deliveries WHERE number = $number AND status = 'pending'"
  const row = store.get(sql, { number })
  return row && readDelivery(row)
}

/** What is needed to queue a delivery. */
export type PendingDelivery = Pick<
  StoredDelivery,
  'number' | 'subscription_id' | 'conduit_id' | 'shard_id' | 'callback' | 'next_attempt_at'
>

/** What an earlier process left unanswered, the oldest first. */
export function listPendingDeliveries(store: Store): PendingDelivery[] {
  return store.all(`SELECT number, subscription_id, conduit_id, shard_id, callback, next_attempt_at
    FROM eventsub_deliveries WHERE status = 'pending' ORDER BY number`)
}

/** How many messages are yet to be answered. */
export function countPendingDeliveries(store: Store): number {
  const sql = "SELECT count(*) AS pending FROM eventsub_deliveries WHERE status = 'pending'"
  return store.get<{ pending: number }>(sql)!.pending
}

/** Writes down an attempt: what the delivery is now, and when or to which shard the next attempt goes. */
export function updateDelivery(
  store: Store,
  number: number,
  changes: Partial<Pick<StoredDelivery, 'status' | 'next_attempt_at' | 'attempts' | 'shard_id' | 'callback'>>,
): void {
  store.transaction(() => {
    store.update('eventsub_deliveries', changes, { number })
    if (changes.status === undefined || changes.status === 'pending') return
    const sql = "DELETE FROM eventsub_deliveries WHERE number <= $last AND status <> 'pending'"
    store.run(sql, { last: number - KEPT })
  })
}
