import type { Store } from '../../../engine/store.ts'
import { findEventSubSession } from '../sessions/store.ts'
import { callbackRefusal, isSecret, secretRule } from '../webhook.ts'
import type { Conduit, Shard, ShardError } from './schema.ts'
import { type StoredShard, updateShard } from './store.ts'

interface ShardRequest {
  id: string
  transport: { method: string; callback?: string; secret?: string; session_id?: string }
}

/** Sets the transport of a shard. An error is returned, not thrown, since it is answered beside successful shards. */
export function assignShard(store: Store, conduit: Conduit, wanted: ShardRequest): Shard | ShardError {
  const refused = (message: string): ShardError => ({ id: wanted.id, message, code: 'invalid_parameter' })
  if (!/^(0|[1-9]\d*)$/.test(wanted.id) || Number(wanted.id) >= conduit.shard_count) {
    return refused("The shard id is outside the conduit's range")
  }
  const place = { id: wanted.id, conduit_id: conduit.id }
  const { method, callback = '', secret = '', session_id = '' } = wanted.transport
  if (method === 'webhook') {
    const refusal = callbackRefusal(store, callback)
    if (refusal) return refused(refusal)
    if (!isSecret(secret)) return refused(secretRule)
    const transport = { method, callback } as const
    const status = 'webhook_callback_verification_pending'
    return assigned(store, { ...place, status, transport, target: callback, secret })
  }
  if (method !== 'websocket') return refused('The value specified in the method field is not valid.')
  const session = findEventSubSession(store, session_id)
  if (!session) return refused('websocket transport session does not exist or has already disconnected')
  const transport = { method, session_id, connected_at: session.connected_at } as const
  return assigned(store, { ...place, status: 'enabled', transport, target: session_id, secret: '' })
}

function assigned(store: Store, shard: StoredShard): Shard {
  updateShard(store, shard)
  return wireShard(shard)
}

/** The shard as Helix writes it, without its secret. */
export function wireShard({ id, status, transport }: StoredShard): Shard {
  return { id, status, transport }
}
