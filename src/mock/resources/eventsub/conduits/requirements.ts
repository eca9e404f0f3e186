import type { Store } from '../../../engine/store.ts'
import { badRequest, tooManyRequests } from '../../../http/errors.ts'
import { findEventSubSession } from '../sessions/store.ts'
import { listConduits, type StoredShard } from './store.ts'

const MAXIMUM_CONDUITS = 5

/**
 * Refuses a further conduit if the client has the maximum.
 *
 * @throws HelixError 429
 */
export function requireRoomForConduit(store: Store, client_id: string): void {
  if (listConduits(store, client_id).length >= MAXIMUM_CONDUITS)
    throw tooManyRequests('Conduit limit reached.')
}

/**
 * Refuses a shard whose session is closed.
 *
 * @throws HelixError 400
 */
export function requireOpenSession(store: Store, { transport, target }: StoredShard): void {
  if (transport.method === 'websocket' && !findEventSubSession(store, target))
    throw badRequest('The session of the shard is over: it cannot be enabled again.')
}
