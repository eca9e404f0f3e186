import type { Store } from '../engine/store.ts'
import { badRequest, conflict } from '../http/errors.ts'
import { t } from '../http/schema.ts'
import { denyMessage, findHeldMessage, holdMessage } from '../resources/moderation/automod/messages/store.ts'
import { isBanned } from '../resources/moderation/bans/store.ts'
import {
  cancelUnbanRequest,
  createUnbanRequest,
  findUnbanRequest,
} from '../resources/moderation/unban-requests/store.ts'
import { acknowledgeWarning, findWarning } from '../resources/moderation/warnings/store.ts'
import { both, requireBoth } from './audience.ts'
import { creates, keysOf, pairsOf, rowsOf, type Unit } from './unit.ts'

const broadcasterOf = (store: Store, table: string, id: string) =>
  store.get<{ broadcaster_id: string }>(`SELECT broadcaster_id FROM ${table} WHERE id = $id`, { id })!
    .broadcaster_id

/** What banned users ask for. DELETE takes a request back, as its user would. */
export const unbanRequests: Unit = {
  rows: () =>
    rowsOf(
      'unban_requests',
      'id, broadcaster_id, user_id, text, status, created_at, resolved_at, resolution_text',
    ),
  create: creates({ ...both, text: t.String({ maxLength: 500 }) }, (store, fields) => {
    requireBoth(store, fields)
    if (!isBanned(store, fields.broadcaster_id, fields.user_id)) throw badRequest('The user is not banned.')
    const { user_id, broadcaster_id } = fields
    const pending =
      'SELECT 1 FROM unban_requests WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id'
    if (store.get(`${pending} AND status = 'pending'`, { broadcaster_id, user_id })) {
      throw conflict('The user has a pending request already.')
    }
    return createUnbanRequest(store, fields).id
  }),
  remove(store, id) {
    const request = findUnbanRequest(store, broadcasterOf(store, 'unban_requests', id), id)!
    if (request.status !== 'pending') throw badRequest('The request was resolved already.')
    cancelUnbanRequest(store, request)
  },
}

/** Messages that AutoMod holds. DELETE denies one, as the broadcaster would in the chat. */
export const automodMessages: Unit = {
  rows: () => rowsOf('held_messages', 'id, broadcaster_id, user_id, text, category, level, held_at'),
  create: creates({ ...both, text: t.String({ maxLength: 500 }) }, (store, fields) => {
    requireBoth(store, fields)
    return holdMessage(store, fields).id
  }),
  remove: (store, id) =>
    denyMessage(store, findHeldMessage(store, id)!, broadcasterOf(store, 'held_messages', id)),
}

/** Warnings that wait to be read. DELETE acknowledges one, as its user would. */
export const warnings: Unit = {
  ...pairsOf('warnings', 'moderator_id, reason, created_at'),
  remove: (store, id) => acknowledgeWarning(store, findWarning(store, ...keysOf(id))!),
}
