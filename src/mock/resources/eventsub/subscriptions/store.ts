import { findEventSubType } from '../../../../twitch/eventsub.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../../engine/time.ts'
import type { EventSubSubscription, SubscriptionStatus } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'eventsub.subscription.create': StoredSubscription
    /** The status of a subscription has changed. */
    'eventsub.subscription.status': StoredSubscription
  }
  interface Timers {
    /** Deletes a subscription that no longer works; the subject is its ID. */
    'eventsub.subscription.forget': string
  }
}

/** The tables of EventSub subscriptions. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_subscriptions (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, client_id TEXT NOT NULL REFERENCES clients ON DELETE CASCADE,
    user_id TEXT NOT NULL, status TEXT NOT NULL, type TEXT NOT NULL, version TEXT NOT NULL, condition TEXT NOT NULL,
    subject TEXT NOT NULL, created_at TEXT NOT NULL, transport TEXT NOT NULL, target TEXT NOT NULL,
    secret TEXT NOT NULL, is_batched INTEGER NOT NULL, cost INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS eventsub_subscriptions_owner
    ON eventsub_subscriptions (client_id, user_id, number, status, cost);
  CREATE INDEX IF NOT EXISTS eventsub_subscriptions_status
    ON eventsub_subscriptions (client_id, user_id, status, number);
  CREATE INDEX IF NOT EXISTS eventsub_subscriptions_type
    ON eventsub_subscriptions (client_id, user_id, type, number);
  CREATE INDEX IF NOT EXISTS eventsub_subscriptions_condition
    ON eventsub_subscriptions (client_id, user_id, type, condition);
  CREATE INDEX IF NOT EXISTS eventsub_subscriptions_subject ON eventsub_subscriptions (type, subject, status);
  CREATE INDEX IF NOT EXISTS eventsub_subscriptions_target ON eventsub_subscriptions (target, number);
  CREATE INDEX IF NOT EXISTS eventsub_subscriptions_pending
    ON eventsub_subscriptions (number) WHERE status = 'webhook_callback_verification_pending';
  CREATE TABLE IF NOT EXISTS eventsub_subscription_users (
    user_id TEXT NOT NULL, number INTEGER NOT NULL REFERENCES eventsub_subscriptions ON DELETE CASCADE,
    PRIMARY KEY (user_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS eventsub_subscription_users_number ON eventsub_subscription_users (number);`

/** A subscription as it is stored. */
export type StoredSubscription = EventSubSubscription & {
  client_id: string
  /** The user of a WebSocket subscription; empty for an app's. */
  user_id: string
  /** The callback, the session's ID or the conduit's ID. */
  target: string
  /** The secret of a webhook; otherwise empty. */
  secret: string
  is_batched: boolean
}

/** The owner of subscriptions: a client and, for WebSockets, a user. */
export interface Owner {
  client_id: string
  user_id: string
}

const LISTED_AFTER = { websocket: Milliseconds.hour, other: 10 * Milliseconds.day }

/** The public columns of a subscription. */
export const publicColumns = `number AS _number, id, client_id, user_id, status, type, version, condition, created_at,
  transport, cost`

/** All columns of a subscription, for `readSubscription`. */
export const columns = `${publicColumns}, target, secret, is_batched`

const readRow = rowReader<StoredSubscription & { _number?: number }>({
  booleans: ['is_batched'],
  json: ['condition', 'transport'],
})

/** Reads a row as a subscription. */
export function readSubscription(row: unknown): StoredSubscription {
  const { _number, ...subscription } = readRow(row)
  return subscription
}

/** The subscription with an ID. */
export function findEventSubSubscription(store: Store, id: string): StoredSubscription | undefined {
  const row = store.get(`SELECT ${columns} FROM eventsub_subscriptions WHERE id = $id`, { id })
  return row && readSubscription(row)
}

/** The enabled or pending subscriptions of an owner with the same type and condition. */
export function listEqual(
  store: Store,
  { client_id, user_id }: Owner,
  { type, version, condition }: Pick<EventSubSubscription, 'type' | 'version' | 'condition'>,
): StoredSubscription[] {
  return store
    .all(
      `SELECT ${columns} FROM eventsub_subscriptions
       WHERE type = $type AND condition = $condition AND version = $version AND client_id = $client_id
         AND user_id = $user_id AND status IN ('enabled', 'webhook_callback_verification_pending')`,
      { type, version, condition, client_id, user_id },
    )
    .map(readSubscription)
}

/** The subscriptions of a callback, a session or a conduit. */
export function listByTarget(store: Store, target: string): StoredSubscription[] {
  const sql = `SELECT ${columns} FROM eventsub_subscriptions WHERE target = $target ORDER BY number`
  return store.all(sql, { target }).map(readSubscription)
}

/** Whether there is any subscription. */
export function isAnybodySubscribed(store: Store): boolean {
  return store.get('SELECT 1 FROM eventsub_subscriptions LIMIT 1') !== undefined
}

/** The enabled subscriptions that match an event: all keys of their condition that the event has are equal. */
export function listReceivers(
  store: Store,
  { type, version, condition }: Pick<EventSubSubscription, 'type' | 'version' | 'condition'>,
): StoredSubscription[] {
  const fits = (subscription: StoredSubscription) =>
    Object.entries(subscription.condition).every(([key, value]) => (condition[key] ?? value) === value)
  const { required, optional } = findEventSubType(type, version) ?? { required: [], optional: [] }
  // The organization of a drop may be unknown; then all subscriptions of the type match.
  const isAboutSubject = (required.length > 0 ? required.slice(0, 1) : optional).some((key) => condition[key])
  const wanted = `SELECT ${columns} FROM eventsub_subscriptions
    WHERE type = $type AND status = 'enabled' AND version = $version`
  // One index look-up for each value of the condition, since this runs for every event, mostly without a result.
  const found = isAboutSubject
    ? [...new Set(Object.values(condition))].flatMap((subject) =>
        store.all<{ _number: number }>(`${wanted} AND subject = $subject`, { type, version, subject }),
      )
    : store.all<{ _number: number }>(wanted, { type, version })
  return found
    .sort((one, other) => one._number - other._number)
    .map(readSubscription)
    .filter(fits)
}

/** The subscriptions whose callback has not answered its challenge yet. */
export function listPending(store: Store): StoredSubscription[] {
  const sql = `SELECT ${columns} FROM eventsub_subscriptions
    WHERE status = 'webhook_callback_verification_pending' ORDER BY number`
  return store.all(sql).map(readSubscription)
}

/** The subscriptions that a user's tokens created, or that have the user in the condition. */
export function listOfUser(store: Store, user_id: string): StoredSubscription[] {
  const sql = `SELECT ${columns} FROM eventsub_subscriptions WHERE number IN
    (SELECT number FROM eventsub_subscription_users WHERE user_id = $user_id) ORDER BY number`
  return store.all(sql, { user_id }).map(readSubscription)
}

/** The number and the total cost of an owner's subscriptions. */
export type Totals = { total: number; total_cost: number }

/** The number of all subscriptions of an owner, and the total cost of the enabled ones. */
export function countSubscriptions(store: Store, { client_id, user_id }: Owner): Totals {
  return store.get<Totals>(
    `SELECT count(*) AS total, ifnull(sum(iif(status = 'enabled', cost, 0)), 0) AS total_cost
     FROM eventsub_subscriptions WHERE client_id = $client_id AND user_id = $user_id`,
    { client_id, user_id },
  )!
}

/** The properties of a new subscription. */
export type NewSubscription = Omit<StoredSubscription, 'id' | 'created_at'>

/** Creates a subscription. */
export function createSubscription(store: Store, wanted: NewSubscription): StoredSubscription {
  return store.transaction(() => {
    const subscription = { ...wanted, id: store.id(), created_at: toNanosecond(store.now()) }
    store.insert('eventsub_subscriptions', { ...subscription, subject: subjectOf(subscription.condition) })
    for (const user_id of usersOf(subscription.condition)) {
      store.run(
        `INSERT INTO eventsub_subscription_users (user_id, number)
         SELECT $user_id, number FROM eventsub_subscriptions WHERE id = $id`,
        { user_id, id: subscription.id },
      )
    }
    store.emit('eventsub.subscription.create', subscription)
    return subscription
  })
}

/** Changes the status of a subscription. One that no longer works stays in the list for a while. */
export function setStatus(
  store: Store,
  subscription: StoredSubscription,
  status: SubscriptionStatus,
  disconnected_at?: string,
): void {
  store.transaction(() => {
    const transport = { ...subscription.transport, ...(disconnected_at && { disconnected_at }) }
    store.update('eventsub_subscriptions', { status, transport }, { id: subscription.id })
    store.cancel('eventsub.subscription.forget', subscription.id)
    if (status !== 'enabled') {
      const after = transport.method === 'websocket' ? LISTED_AFTER.websocket : LISTED_AFTER.other
      store.schedule('eventsub.subscription.forget', subscription.id, shifted(store.now(), after))
    }
    store.emit('eventsub.subscription.status', { ...subscription, status, transport })
  })
}

/** Deletes a subscription. */
export function deleteSubscription(store: Store, id: string): void {
  store.transaction(() => {
    store.cancel('eventsub.subscription.forget', id)
    store.run('DELETE FROM eventsub_subscriptions WHERE id = $id', { id })
  })
}

/** Deletes subscriptions that no longer work, and ends those of a session when the session ends. */
export function timers(store: Store): void {
  store.onTimer('eventsub.subscription.forget', (id) => deleteSubscription(store, id))
  store.beforeCommit('eventsub.session.end', ({ id, status, disconnected_at }) => {
    for (const subscription of listByTarget(store, id)) {
      if (subscription.status !== 'enabled') continue
      setStatus(store, subscription, status as SubscriptionStatus, disconnected_at)
    }
  })
}

/** The main subject of a condition: the value of its first key, such as a broadcaster's ID. */
const subjectOf = (condition: EventSubSubscription['condition']) => Object.values(condition)[0] ?? ''

/** The users in a condition. */
export function usersOf(condition: EventSubSubscription['condition']): string[] {
  const ids = Object.entries(condition).filter(([key]) => key.endsWith('user_id'))
  return [...new Set(ids.map(([, id]) => id))]
}

/** The subscription as Helix writes it. */
export function wireSubscription(stored: StoredSubscription): EventSubSubscription {
  const { id, status, type, version, condition, created_at, transport, cost } = stored
  return { id, status, type, version, condition, created_at, transport, cost }
}
