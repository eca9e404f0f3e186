import { rowsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'

/** A chat client that has logged in over IRC. */
export interface ChatConnection {
  id: string
  /** Null for a client that only reads, as justinfan. */
  user_id: string | null
  login: string
  transport: 'tcp' | 'websocket'
  connected_at: string
}

declare module '../../../engine/events.ts' {
  interface Events {
    /** The client is asked to connect again. */
    'chat.connection.reconnect': ChatConnection
    /** The client is cut off. */
    'chat.connection.close': ChatConnection
  }
}

/** The tables of chat connections. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_connections (
    id TEXT PRIMARY KEY, user_id TEXT, login TEXT NOT NULL, transport TEXT NOT NULL, connected_at TEXT NOT NULL
  ) STRICT;`

/** The connection with an ID. */
/** The connections as /units lists them. */
export const chatConnectionUnits = rowsOf('chat_connections', 'id, user_id, login, transport, connected_at')

function findChatConnection(store: Store, id: string): ChatConnection | undefined {
  const sql = 'SELECT id, user_id, login, transport, connected_at FROM chat_connections WHERE id = $id'
  return store.get(sql, { id })
}

/** A client has logged in. */
export function openChatConnection(
  store: Store,
  wanted: Omit<ChatConnection, 'id' | 'connected_at'>,
): ChatConnection {
  const connection = { ...wanted, id: store.id(), connected_at: store.now().toISOString() }
  store.insert('chat_connections', { ...connection })
  return connection
}

/** A client is gone. */
export function closeChatConnection(store: Store, id: string): void {
  store.run('DELETE FROM chat_connections WHERE id = $id', { id })
}

/** Asks a client to connect again. */
export function askToReconnect(store: Store, id: string): void {
  store.emit('chat.connection.reconnect', findChatConnection(store, id)!)
}

/** Ends the connection of a client. */
export function cutOff(store: Store, id: string): void {
  store.emit('chat.connection.close', findChatConnection(store, id)!)
}

/** Forgets the clients of a server that has ended. */
export function forgetChatConnections(store: Store): void {
  store.run('DELETE FROM chat_connections')
}
