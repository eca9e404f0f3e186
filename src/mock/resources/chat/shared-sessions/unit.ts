import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { badRequest, conflict, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import {
  chosenId,
  creates,
  fixture,
  reference,
  removes,
  requireUsers,
  type Units,
  updates,
} from '../../unit.ts'
import {
  beginSharedChat,
  endSharedChat,
  findSharedChatSession,
  findSharedChatSessionById,
  insertSharedChatSession,
  joinSharedChat,
  leaveSharedChat,
  sharedChatUnits,
} from './store.ts'

const MAXIMUM_CHANNELS = 6

const broadcaster_ids = t.Array(reference('users'), { minItems: 2, maxItems: MAXIMUM_CHANNELS })

/** The units of shared sessions. */
export const units: Units = {
  shared_chats: {
    description: 'Channels that share their chat; the first one is the host.',
    rows: () => sharedChatUnits,
    id: 'session_id',
    create: creates(
      'Let channels share their chat',
      { broadcaster_ids },
      (store, { broadcaster_ids }) =>
        beginSharedChat(store, requireDifferent(store, broadcaster_ids)).session_id,
    ),
    fixture: fixture(
      {
        session_id: chosenId.id,
        broadcaster_ids,
        created_at: t.Optional(t.Timestamp()),
        updated_at: t.Optional(t.Timestamp()),
      },
      (
        store,
        { session_id = store.id(), broadcaster_ids, created_at = toSecond(store.now()), updated_at },
      ) => {
        const different = requireDifferent(store, broadcaster_ids)
        insertSharedChatSession(store, {
          session_id,
          host_broadcaster_id: different[0]!,
          participants: different.map((broadcaster_id) => ({ broadcaster_id })),
          created_at,
          updated_at: updated_at ?? created_at,
        })
        return session_id
      },
    ),
    update: updates(
      'Let a channel join or leave',
      {
        join: t.Optional(t.String({ description: 'The broadcaster who joins' })),
        leave: t.Optional(t.String({ description: 'The broadcaster who leaves' })),
      },
      (store, id, changes) => {
        if (changes.join) join(store, id, changes.join)
        if (changes.leave) leave(store, id, changes.leave)
      },
    ),
    remove: removes('End a session', (store, id) =>
      endSharedChat(store, findSharedChatSessionById(store, id)!),
    ),
  },
}

function join(store: Store, id: string, broadcaster_id: string): void {
  requireAlone(store, broadcaster_id)
  const session = findSharedChatSessionById(store, id)!
  if (session.participants.length >= MAXIMUM_CHANNELS) throw badRequest('No more channels fit in.')
  joinSharedChat(store, session, broadcaster_id)
}

function requireDifferent(store: Store, broadcaster_ids: readonly string[]): string[] {
  const different = [...new Set(broadcaster_ids)]
  if (different.length < 2) throw badRequest('A channel cannot share its chat with itself.')
  for (const id of different) requireAlone(store, id)
  return different
}

/** Requires that a channel exists and is in no session. */
function requireAlone(store: Store, broadcaster_id: string): void {
  requireUsers(store, broadcaster_id)
  if (findSharedChatSession(store, broadcaster_id)) {
    throw conflict(`The channel ${broadcaster_id} shares its chat already.`)
  }
}

function leave(store: Store, id: string, broadcaster_id: string): void {
  const session = findSharedChatSessionById(store, id)!
  if (!session.participants.some((channel) => channel.broadcaster_id === broadcaster_id)) {
    throw notFound(`The channel ${broadcaster_id} is not in the session.`)
  }
  if (broadcaster_id === session.host_broadcaster_id || session.participants.length <= 2) {
    throw badRequest('The session would be over: DELETE it.')
  }
  leaveSharedChat(store, session, broadcaster_id)
}
