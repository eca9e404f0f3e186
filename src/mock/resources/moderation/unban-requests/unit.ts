import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { badRequest, conflict } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import {
  both,
  chosenId,
  creates,
  fixture,
  reference,
  removes,
  requireUsers,
  type Units,
  updates,
} from '../../unit.ts'
import { isBanned } from '../bans/store.ts'
import { Decision, ResolutionText, UnbanRequest } from './schema.ts'
import {
  cancelUnbanRequest,
  createUnbanRequest,
  findUnbanRequestById,
  hasPendingUnbanRequest,
  insertUnbanRequest,
  resolveUnbanRequest,
  unbanRequestUnits,
} from './store.ts'

/** The units of unban requests. */
export const units: Units = {
  unban_requests: {
    description: 'Unban requests of banned users.',
    rows: () => unbanRequestUnits,
    create: creates(
      'Ask to be unbanned',
      { ...both, text: t.String({ maxLength: 500 }) },
      (store, fields) => {
        const { broadcaster_id, user_id } = fields
        requireUsers(store, broadcaster_id, user_id)
        if (!isBanned(store, broadcaster_id, user_id)) throw badRequest('The user is not banned.')
        if (hasPendingUnbanRequest(store, broadcaster_id, user_id))
          throw conflict('The user has a pending request already.')
        return createUnbanRequest(store, fields).id
      },
    ),
    fixture: fixture(
      {
        ...chosenId,
        ...both,
        text: t.String({ maxLength: 500 }),
        status: t.Optional(UnbanRequest.properties.status),
        moderator_id: t.Optional(reference('users', { description: 'Who resolved it' })),
        created_at: t.Optional(t.Timestamp()),
        resolved_at: t.Optional(t.Timestamp()),
        resolution_text: t.Optional(t.String({ minLength: 0, maxLength: 500 })),
      },
      (store, { id = store.id(), ...fields }) => {
        insertUnbanRequest(store, {
          moderator_id: null,
          status: 'pending',
          created_at: toSecond(store.now()),
          resolved_at: null,
          resolution_text: null,
          ...fields,
          id,
        })
        return id
      },
    ),
    update: updates(
      'Approve or deny a pending request, as the broadcaster would',
      { status: Decision, resolution_text: t.Optional(ResolutionText) },
      (store, id, decision) => {
        const request = requirePending(store, id)
        resolveUnbanRequest(store, request, { moderator_id: request.broadcaster_id, ...decision })
      },
    ),
    remove: removes('Take a pending request back, as its user would', (store, id) => {
      cancelUnbanRequest(store, requirePending(store, id))
    }),
  },
}

function requirePending(store: Store, id: string): UnbanRequest {
  const request = findUnbanRequestById(store, id)!
  if (request.status !== 'pending') throw badRequest('The request was resolved already.')
  return request
}
