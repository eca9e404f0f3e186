import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import type { SharedChatSession } from './schema.ts'

/** A change of a session, for one of its channels. */
export interface SharedChatChange {
  broadcaster_id: string
  session: SharedChatSession
}

declare module '../../../engine/events.ts' {
  /** Each event is emitted once for every affected channel. */
  interface Events {
    /** The channel has joined the session. */
    'shared_chat.begin': SharedChatChange
    /** Another channel has joined or left the session. */
    'shared_chat.update': SharedChatChange
    /** The channel has left the session. */
    'shared_chat.end': SharedChatChange
  }
}

/** The tables of shared sessions. */
export const tables = `
  CREATE TABLE IF NOT EXISTS shared_chat_sessions (
    session_id TEXT PRIMARY KEY, host_broadcaster_id TEXT NOT NULL REFERENCES users, created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS shared_chat_participants (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, session_id TEXT NOT NULL REFERENCES shared_chat_sessions
  ) STRICT;
  CREATE INDEX IF NOT EXISTS shared_chat_participants_session ON shared_chat_participants (session_id);`

/** The sessions as /units lists them, with their channels in the order in which they joined. */
export const sharedChatUnits: Listing<object> = {
  sql: `SELECT rowid AS _row, session_id, host_broadcaster_id, created_at, updated_at,
      (SELECT json_group_array(broadcaster_id) FROM shared_chat_participants AS participants
       WHERE participants.session_id = shared_chat_sessions.session_id) AS broadcaster_ids
    FROM shared_chat_sessions`,
  key: ['_row'],
  read: rowReader<{ broadcaster_ids: string[] }>({ json: ['broadcaster_ids'] }),
}

/** Inserts a session without an event; its host is the first participant. A channel has at most one session. */
export function insertSharedChatSession(store: Store, session: SharedChatSession): void {
  const { participants, ...row } = session
  store.insert('shared_chat_sessions', row)
  for (const { broadcaster_id } of participants) insertParticipant(store, row.session_id, broadcaster_id)
}

/** The present session of a channel. */
export function findSharedChatSession(store: Store, broadcaster_id: string): SharedChatSession | undefined {
  const session = store.get<Omit<SharedChatSession, 'participants'>>(
    `SELECT session_id, host_broadcaster_id, created_at, updated_at
     FROM shared_chat_participants JOIN shared_chat_sessions USING (session_id)
     WHERE broadcaster_id = $broadcaster_id`,
    { broadcaster_id },
  )
  return session && { ...session, participants: listParticipants(store, session.session_id) }
}

/** The session with an ID. */
export function findSharedChatSessionById(store: Store, session_id: string): SharedChatSession | undefined {
  const session = store.get<Omit<SharedChatSession, 'participants'>>(
    `SELECT session_id, host_broadcaster_id, created_at, updated_at FROM shared_chat_sessions
     WHERE session_id = $session_id`,
    { session_id },
  )
  return session && { ...session, participants: listParticipants(store, session_id) }
}

/** The other channels of a channel's present session. */
export function listSharing(store: Store, broadcaster_id: string): string[] {
  const { participants = [] } = findSharedChatSession(store, broadcaster_id) ?? {}
  return participants.map((channel) => channel.broadcaster_id).filter((id) => id !== broadcaster_id)
}

/** Begins a session of channels that are in none; the first one is the host. */
export function beginSharedChat(store: Store, broadcaster_ids: readonly string[]): SharedChatSession {
  return store.transaction(() => {
    const [host_broadcaster_id = ''] = broadcaster_ids
    const now = toSecond(store.now())
    insertSharedChatSession(store, {
      session_id: store.id(),
      host_broadcaster_id,
      participants: broadcaster_ids.map((broadcaster_id) => ({ broadcaster_id })),
      created_at: now,
      updated_at: now,
    })
    const session = findSharedChatSession(store, host_broadcaster_id)!
    emitForEach(store, 'shared_chat.begin', session)
    return session
  })
}

/** Adds a channel to a session. */
export function joinSharedChat(store: Store, session: SharedChatSession, broadcaster_id: string): void {
  store.transaction(() => {
    insertParticipant(store, session.session_id, broadcaster_id)
    touch(store, session)
    const joined = findSharedChatSession(store, broadcaster_id)!
    store.emit('shared_chat.begin', { broadcaster_id, session: joined })
    emitForEach(store, 'shared_chat.update', joined, broadcaster_id)
  })
}

/** Removes a channel, which is not the host, from a session of more than two. */
export function leaveSharedChat(store: Store, session: SharedChatSession, broadcaster_id: string): void {
  const { session_id } = session
  store.transaction(() => {
    store.run('DELETE FROM shared_chat_participants WHERE broadcaster_id = $broadcaster_id', {
      broadcaster_id,
    })
    touch(store, session)
    const remaining = { ...session, participants: listParticipants(store, session_id) }
    store.emit('shared_chat.end', { broadcaster_id, session: remaining })
    emitForEach(store, 'shared_chat.update', remaining)
  })
}

/** Ends a session for all of its channels. */
export function endSharedChat(store: Store, session: SharedChatSession): void {
  const { session_id } = session
  store.transaction(() => {
    store.run('DELETE FROM shared_chat_participants WHERE session_id = $session_id', { session_id })
    store.run('DELETE FROM shared_chat_sessions WHERE session_id = $session_id', { session_id })
    emitForEach(store, 'shared_chat.end', session)
  })
}

function insertParticipant(store: Store, session_id: string, broadcaster_id: string): void {
  store.insert('shared_chat_participants', { broadcaster_id, session_id })
}

function touch(store: Store, { session_id }: SharedChatSession): void {
  store.update('shared_chat_sessions', { updated_at: toSecond(store.now()) }, { session_id })
}

function emitForEach(
  store: Store,
  name: 'shared_chat.begin' | 'shared_chat.update' | 'shared_chat.end',
  session: SharedChatSession,
  except?: string,
): void {
  for (const { broadcaster_id } of session.participants) {
    if (broadcaster_id !== except) store.emit(name, { broadcaster_id, session })
  }
}

function listParticipants(store: Store, session_id: string): SharedChatSession['participants'] {
  const sql =
    'SELECT broadcaster_id FROM shared_chat_participants WHERE session_id = $session_id ORDER BY rowid'
  return store.all(sql, { session_id })
}
