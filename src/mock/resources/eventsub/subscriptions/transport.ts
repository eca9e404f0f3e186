import type { EventSubType } from '../../../../twitch/eventsub.ts'
import type { Caller } from '../../../access/auth.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import { findConduit } from '../conduits/store.ts'
import { findEventSubSession } from '../sessions/store.ts'
import { callbackRefusal, isSecret, secretRule } from '../webhook.ts'
import type { StoredSubscription } from './store.ts'

/** The transport that a request asks for. */
export interface TransportRequest {
  method: 'webhook' | 'websocket' | 'conduit'
  callback?: string
  secret?: string
  session_id?: string
  conduit_id?: string
}

/** The destination of messages, with the status of the new subscription. */
export type Destination = Pick<StoredSubscription, 'transport' | 'target' | 'secret' | 'status'>

/**
 * Checks the requested transport, and returns the destination.
 *
 * @throws HelixError 400
 */
export function requireDestination(
  store: Store,
  caller: Caller,
  { isWebhookOnly }: EventSubType,
  wanted: TransportRequest,
): Destination {
  const isUser = caller.user_id !== ''
  if (isUser !== (wanted.method === 'websocket')) throw badRequest('invalid transport and auth combination')
  if (isWebhookOnly && wanted.method !== 'webhook') {
    throw badRequest('The value specified in the method field is not valid.')
  }
  switch (wanted.method) {
    case 'webhook':
      return webhook(store, wanted)
    case 'websocket':
      return websocket(store, caller, wanted)
    case 'conduit':
      return conduit(store, caller, wanted)
  }
}

function webhook(store: Store, { callback, secret }: TransportRequest): Destination {
  if (!callback)
    throw badRequest('The callback field is required if you specify the webhook transport method.')
  const refusal = callbackRefusal(store, callback)
  if (refusal) throw badRequest(refusal)
  if (!secret || !isSecret(secret)) throw badRequest(secretRule)
  const status = 'webhook_callback_verification_pending'
  return { transport: { method: 'webhook', callback }, target: callback, secret, status }
}

function websocket(
  store: Store,
  { client_id, user_id }: Caller,
  { session_id }: TransportRequest,
): Destination {
  if (!session_id) {
    throw badRequest('The session_id field is required if you specify the WebSocket transport method.')
  }
  const session = findEventSubSession(store, session_id)
  if (!session) throw badRequest('websocket transport session does not exist or has already disconnected')
  if (session.client_id !== null && (session.client_id !== client_id || session.user_id !== user_id)) {
    throw badRequest('websocket transport cannot have subscriptions created by different users')
  }
  const transport = { method: 'websocket', session_id, connected_at: session.connected_at } as const
  return { transport, target: session_id, secret: '', status: 'enabled' }
}

function conduit(store: Store, { client_id }: Caller, { conduit_id }: TransportRequest): Destination {
  if (!conduit_id) {
    throw badRequest('The conduit_id field is required if you specify the Conduit transport method.')
  }
  if (findConduit(store, conduit_id)?.client_id !== client_id) throw badRequest('conduit does not exist')
  return { transport: { method: 'conduit', conduit_id }, target: conduit_id, secret: '', status: 'enabled' }
}
