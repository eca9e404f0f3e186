import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'

/** The table of webhook messages that have not been accepted yet. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_deliveries (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, subscription_id TEXT NOT NULL, conduit_id TEXT, shard_id TEXT,
    callback TEXT NOT NULL, message_type TEXT NOT NULL, subscription_type TEXT NOT NULL,
    subscription_version TEXT NOT NULL, message_timestamp TEXT NOT NULL, payload TEXT NOT NULL,
    next_attempt_at TEXT, attempts TEXT NOT NULL
  ) STRICT;`

/** One request to a callback and how it was answered. */
export interface DeliveryAttempt {
  at: string
  callback: string
  /** The status of the answer; null if there was none. */
  status: number | null
  /** Why the attempt failed; null if it did not. */
  error: string | null
  duration_ms: number
}

/** One webhook message to one subscriber. Its ID is that of the message, the same at every attempt. */
export interface StoredDelivery {
  number: number
  id: string
  subscription_id: string
  /** The conduit of a shard's webhook; null for a subscription's own webhook. */
  conduit_id: string | null
  shard_id: string | null
  callback: string
  message_type: string
  subscription_type: string
  subscription_version: string
  message_timestamp: string
  payload: string
  next_attempt_at: string | null
  attempts: DeliveryAttempt[]
}

/** The properties of a new delivery. */
export type NewDelivery = Omit<StoredDelivery, 'number' | 'next_attempt_at' | 'attempts'>

const readDelivery = rowReader<StoredDelivery>({ json: ['attempts'] })

/** Creates a delivery, which is due at once. If this process ends before the answer, the next one sends it. */
export function createDelivery(store: Store, delivery: NewDelivery): StoredDelivery {
  const created = { ...delivery, next_attempt_at: null, attempts: [] } as const
  const sql = `INSERT INTO eventsub_deliveries (id, subscription_id, conduit_id, shard_id, callback, message_type,
      subscription_type, subscription_version, message_timestamp, payload, next_attempt_at, attempts)
    VALUES ($id, $subscription_id, $conduit_id, $shard_id, $callback, $message_type, $subscription_type,
      $subscription_version, $message_timestamp, $payload, $next_attempt_at, $attempts) RETURNING number`
  return store.transaction(() => {
    const { number } = store.get<{ number: number }>(sql, created)!
    return { ...created, number, attempts: [] }
  })
}

/** The delivery with a number, if it has not been accepted yet. */
export function findDelivery(store: Store, number: number): StoredDelivery | undefined {
  const row = store.get('SELECT * FROM eventsub_deliveries WHERE number = $number', { number })
  return row && readDelivery(row)
}

/** The deliveries that an earlier process left, the oldest first. */
export function listDeliveries(store: Store): StoredDelivery[] {
  return store.all('SELECT * FROM eventsub_deliveries ORDER BY number').map(readDelivery)
}

/** The number of messages that have not been accepted yet. */
export function countDeliveries(store: Store): number {
  return store.get<{ count: number }>('SELECT count(*) AS count FROM eventsub_deliveries')!.count
}

/** Updates a delivery after an attempt, with the time or the shard of the next one. */
export function updateDelivery(
  store: Store,
  number: number,
  changes: Partial<Pick<StoredDelivery, 'next_attempt_at' | 'attempts' | 'shard_id' | 'callback'>>,
): void {
  store.transaction(() => store.update('eventsub_deliveries', changes, { number }))
}

/** Removes a delivery, after which the message is not sent again. */
export function removeDelivery(store: Store, number: number): void {
  store.transaction(() => store.run('DELETE FROM eventsub_deliveries WHERE number = $number', { number }))
}
