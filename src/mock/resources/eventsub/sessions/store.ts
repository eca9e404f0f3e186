import type { Listing } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { toNanosecond } from '../../../engine/time.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** A session has ended; its subscriptions and shards get the status. */
    'eventsub.session.end': { id: string; status: string; disconnected_at: string }
    /** The server is to ask the client to reconnect. */
    'eventsub.session.reconnect': { id: string }
    /** The server is to close the connection, with one of Twitch's codes. */
    'eventsub.session.close': { id: string; code: number }
    /** The server is to start or stop sending keepalive messages. */
    'eventsub.session.keepalive': { id: string; enabled: boolean }
  }
}

/** The table of sessions. A session belongs to the first client and user who subscribe through it. */
export const tables = `
  CREATE TABLE IF NOT EXISTS eventsub_sessions (
    id TEXT PRIMARY KEY, client_id TEXT, user_id TEXT, connected_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS eventsub_sessions_owner ON eventsub_sessions (client_id, user_id);`

/** A session whose WebSocket is connected. */
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

/** Creates a session, for a new WebSocket. */
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

/** The session with an ID, if it is connected. */
export function findEventSubSession(store: Store, id: string): EventSubSessionRow | undefined {
  return store.get(`SELECT ${columns} FROM eventsub_sessions WHERE id = $id`, { id })
}

/** The sessions of a client's user. */
export function listEventSubSessions(store: Store, client_id: string, user_id: string): EventSubSessionRow[] {
  const sql = `SELECT ${columns} FROM eventsub_sessions WHERE client_id = $client_id AND user_id = $user_id`
  return store.all(sql, { client_id, user_id })
}

/** Sets the owner of a session, if it has none: the first client and user who subscribe through it. */
export function claimEventSubSession(store: Store, id: string, client_id: string, user_id: string): void {
  store.update('eventsub_sessions', { client_id, user_id }, { id })
}

/** Ends a session; its subscriptions and shards get the status. */
export function endEventSubSession(store: Store, id: string, status: string): void {
  store.transaction(() => {
    store.run('DELETE FROM eventsub_sessions WHERE id = $id', { id })
    store.emit('eventsub.session.end', { id, status, disconnected_at: toNanosecond(store.now()) })
  })
}

/** Ends all sessions of an earlier process. */
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
