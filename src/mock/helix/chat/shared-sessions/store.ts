import type { Store } from '../../../store/store.ts'
import type { SharedChatSession } from './schema.ts'

export const tables = `
  CREATE TABLE IF NOT EXISTS shared_chat_sessions (
    session_id TEXT PRIMARY KEY, host_broadcaster_id TEXT NOT NULL REFERENCES users, created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS shared_chat_participants (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, session_id TEXT NOT NULL REFERENCES shared_chat_sessions
  ) STRICT;
  CREATE INDEX IF NOT EXISTS shared_chat_participants_session ON shared_chat_participants (session_id);`

/** A channel is in one session at most; the host is the first participant. */
export function insertSharedChatSession(store: Store, session: SharedChatSession): void {
  const { participants, ...row } = session
  store.insert('shared_chat_sessions', row)
  for (const { broadcaster_id } of participants) {
    store.insert('shared_chat_participants', { broadcaster_id, session_id: row.session_id })
  }
}

/** The session that a channel is in now. */
export function findSharedChatSession(store: Store, broadcaster_id: string): SharedChatSession | undefined {
  const session = store.get<Omit<SharedChatSession, 'participants'>>(
    `SELECT session_id, host_broadcaster_id, created_at, updated_at
     FROM shared_chat_participants JOIN shared_chat_sessions USING (session_id)
     WHERE broadcaster_id = $broadcaster_id`,
    { broadcaster_id },
  )
  return session && { ...session, participants: listParticipants(store, session.session_id) }
}

function listParticipants(store: Store, session_id: string): SharedChatSession['participants'] {
  const sql =
    'SELECT broadcaster_id FROM shared_chat_participants WHERE session_id = $session_id ORDER BY rowid'
  return store.all(sql, { session_id })
}
