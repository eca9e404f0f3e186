import { rowsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'

/** A chat client that has logged in over IRC. */
export interface ChatConnection {
  id: string
  /** The client's user; null for an anonymous client (justinfan), which only reads. */
  user_id: string | null
  login: string
  transport: 'tcp' | 'websocket'
  connected_at: string
}

declare module '../../../engine/events.ts' {
  interface Events {
    /** The server is to ask the client to reconnect. */
    'chat.connection.reconnect': ChatConnection
    /** The server is to close the connection. */
    'chat.connection.close': ChatConnection
  }
}

/** The tables of chat connections. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_connections (
    id TEXT PRIMARY KEY, user_id TEXT, login TEXT NOT NULL, transport TEXT NOT NULL, connected_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS chat_connection_channels (
    connection_id TEXT NOT NULL REFERENCES chat_connections ON DELETE CASCADE,
    broadcaster_id TEXT NOT NULL REFERENCES users, PRIMARY KEY (connection_id, broadcaster_id)
  ) STRICT, WITHOUT ROWID;`

/** The connections as /units lists them, with the channels that their clients are in. */
export const chatConnectionUnits = rowsOf<{ channels: string[] }>(
  'chat_connections',
  `id, user_id, login, transport, connected_at,
    (SELECT json_group_array(users.login) FROM chat_connection_channels JOIN users ON users.id = broadcaster_id
     WHERE connection_id = chat_connections.id) AS channels`,
  { json: ['channels'] },
)

/** The connection with an ID. */
function findChatConnection(store: Store, id: string): ChatConnection | undefined {
  const sql = 'SELECT id, user_id, login, transport, connected_at FROM chat_connections WHERE id = $id'
  return store.get(sql, { id })
}

/** Adds the connection of a client that has logged in. */
export function openChatConnection(
  store: Store,
  wanted: Omit<ChatConnection, 'id' | 'connected_at'>,
): ChatConnection {
  const connection = { ...wanted, id: store.id(), connected_at: store.now().toISOString() }
  store.insert('chat_connections', { ...connection })
  return connection
}

/** Adds a channel to those that a client has joined. */
export function enterChannel(store: Store, connection_id: string, broadcaster_id: string): void {
  store.insert('chat_connection_channels', { connection_id, broadcaster_id })
}

/** Removes a channel from those that a client has joined. */
export function exitChannel(store: Store, connection_id: string, broadcaster_id: string): void {
  const sql = `DELETE FROM chat_connection_channels
    WHERE connection_id = $connection_id AND broadcaster_id = $broadcaster_id`
  store.run(sql, { connection_id, broadcaster_id })
}

/** Removes a closed connection. */
export function removeChatConnection(store: Store, id: string): void {
  store.run('DELETE FROM chat_connections WHERE id = $id', { id })
}

/** Asks a client to reconnect. */
export function askToReconnect(store: Store, id: string): void {
  store.emit('chat.connection.reconnect', findChatConnection(store, id)!)
}

/** Closes the connection of a client. */
export function closeChatConnection(store: Store, id: string): void {
  store.emit('chat.connection.close', findChatConnection(store, id)!)
}

/** Removes all connections, which an earlier server has left. */
export function forgetChatConnections(store: Store): void {
  store.run('DELETE FROM chat_connections')
}
