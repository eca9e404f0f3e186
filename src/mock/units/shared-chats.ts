import { requireUser } from '../access/requirements.ts'
import { rowReader } from '../engine/rows.ts'
import type { Store } from '../engine/store.ts'
import { badRequest, conflict, notFound } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import {
  beginSharedChat,
  endSharedChat,
  findSharedChatSession,
  joinSharedChat,
  leaveSharedChat,
} from '../resources/chat/shared-sessions/store.ts'
import { creates, type Unit, updates } from './unit.ts'

const MAXIMUM_CHANNELS = 6

/** Channels that share their chat; the first one is the host. PATCH lets one join or leave, DELETE ends it. */
export const sharedChats: Unit = {
  rows: () => ({
    sql: `SELECT rowid AS _row, session_id, host_broadcaster_id, created_at, updated_at,
        (SELECT json_group_array(broadcaster_id) FROM shared_chat_participants AS participants
         WHERE participants.session_id = shared_chat_sessions.session_id) AS broadcaster_ids
      FROM shared_chat_sessions`,
    key: ['_row'],
    read: rowReader<{ broadcaster_ids: string[] }>({ json: ['broadcaster_ids'] }),
  }),
  id: 'session_id',
  create: creates(
    { broadcaster_ids: t.Array(t.String(), { minItems: 2, maxItems: MAXIMUM_CHANNELS }) },
    (store, { broadcaster_ids }) => {
      const different = [...new Set(broadcaster_ids)]
      if (different.length < 2) throw badRequest('A channel cannot share its chat with itself.')
      for (const id of different) requireAlone(store, id)
      return beginSharedChat(store, different).session_id
    },
  ),
  update: updates({ join: t.Optional(t.String()), leave: t.Optional(t.String()) }, (store, id, changes) => {
    if (changes.join) {
      requireAlone(store, changes.join)
      const session = sessionOf(store, id)
      if (session.participants.length >= MAXIMUM_CHANNELS) throw badRequest('No more channels fit in.')
      joinSharedChat(store, session, changes.join)
    }
    if (changes.leave) leave(store, id, changes.leave)
  }),
  remove: (store, id) => endSharedChat(store, sessionOf(store, id)),
}

/** A channel that exists and shares its chat with nobody. */
function requireAlone(store: Store, broadcaster_id: string): void {
  requireUser(store, broadcaster_id, notFound(`There is no user ${broadcaster_id}.`))
  if (findSharedChatSession(store, broadcaster_id)) {
    throw conflict(`The channel ${broadcaster_id} shares its chat already.`)
  }
}

function leave(store: Store, id: string, broadcaster_id: string): void {
  const session = sessionOf(store, id)
  if (!session.participants.some((channel) => channel.broadcaster_id === broadcaster_id)) {
    throw notFound(`The channel ${broadcaster_id} is not in the session.`)
  }
  if (broadcaster_id === session.host_broadcaster_id || session.participants.length <= 2) {
    throw badRequest('The session would be over: DELETE it.')
  }
  leaveSharedChat(store, session, broadcaster_id)
}

function sessionOf(store: Store, session_id: string) {
  const sql = 'SELECT host_broadcaster_id FROM shared_chat_sessions WHERE session_id = $session_id'
  const { host_broadcaster_id } = store.get<{ host_broadcaster_id: string }>(sql, { session_id })!
  return findSharedChatSession(store, host_broadcaster_id)!
}
