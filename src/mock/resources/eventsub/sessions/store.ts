import type { Listing } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toNanosecond } from '../../../engine/time.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** A WebSocket is gone; the status is that of what was sent through it. */
    'eventsub.session.end': { id: string; status: string; disconnected_at: string }
    /** The client is to come back by another connection. */
    'eventsub.session.reconnect': { id: string }
    /** The server is to close the connection, with one of Twitch's codes. */
    'eventsub.session.close': { id: string; code: number }
    /** Keepalive messages are sent from now on, or no longer. */
    'eventsub.session.keepalive': { id: string; enabled: boolean }
  }
}

/** A session belongs to the first who subscribes through it. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_sessions (
    id TEXT PRIMARY KEY, client_id TEXT, user_id TEXT, connected_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS eventsub_sessions_owner ON eventsub_sessions (client_id, user_id);`

/** A WebSocket that is connected now. */
export interface EventSubSessionRow {
  id: string
  client_id: string | null
  user_id: string | null
  connected_at: string
}

const ID_LENGTH = 28

const columns = 'id, client_id, user_id, connected_at'

/** The sessions as /units lists them. */
export const eventSubSessionUnits: Listing<object> = {
  sql: `SELECT ${columns} FROM eventsub_sessions`,
  key: ['id'],
}

/** Somebody has connected. */
export function createEventSubSession(store: Store): EventSubSessionRow {
  const session: EventSubSessionRow = {
    id: store.random.token(ID_LENGTH),
    client_id: null,
    user_id: null,
    connected_at: toNanosecond(store.now()),
  }
  store.insert('eventsub_sessions', { ...session })
  return session
}

/** The session with an ID, while it is connected. */
export function findEventSubSession(store: Store, id: string): EventSubSessionRow | undefined {
  return store.get(`SELECT ${columns} FROM eventsub_sessions WHERE id = $id`, { id })
}

/** The sessions that a user of a client subscribes through. */
export function listEventSubSessions(store: Store, client_id: string, user_id: string): EventSubSessionRow[] {
  const sql = `SELECT ${columns} FROM eventsub_sessions WHERE client_id = $client_id AND user_id = $user_id`
  return store.all(sql, { client_id, user_id })
}

/** Gives a session to the client and user who subscribe through it first. */
export function claimEventSubSession(store: Store, id: string, client_id: string, user_id: string): void {
  store.update('eventsub_sessions', { client_id, user_id }, { id })
}

/** The connection is over, for a reason that becomes the status of its subscriptions and shards. */
export function endEventSubSession(store: Store, id: string, status: string): void {
  store.transaction(() => {
    const ended = store.run('DELETE FROM eventsub_sessions WHERE id = $id', { id })
    const disconnected_at = toNanosecond(store.now())
    if (ended > 0) store.emit('eventsub.session.end', { id, status, disconnected_at })
  })
}

/** Nobody can be connected to a server that has just begun. */
export function endEveryEventSubSession(store: Store, status: string): void {
  store.transaction(() => {
    for (const { id } of store.all<EventSubSessionRow>('SELECT id FROM eventsub_sessions'))
      endEventSubSession(store, id, status)
  })
}

/** Asks a client to reconnect, as Twitch does before maintenance. */
export function askToReconnect(store: Store, id: string): void {
  store.emit('eventsub.session.reconnect', { id })
}

/** Lets the server close a connection, with a code from 4000 to 4007. */
export function closeEventSubSession(store: Store, id: string, code: number): void {
  store.emit('eventsub.session.close', { id, code })
}

/** Turns the keepalive messages of a session on or off, so that a client can be seen to miss them. */
export function setSessionKeepAlive(store: Store, id: string, enabled: boolean): void {
  store.emit('eventsub.session.keepalive', { id, enabled })
}
