import { findShard, type StoredShard, setShardStatus } from '../helix/eventsub/conduits/store.ts'
import {
  findSubscription,
  type StoredSubscription,
  setStatus,
} from '../helix/eventsub/subscriptions/store.ts'
import type { Store } from '../store/store.ts'
import { told } from './dispatch.ts'
import { challenge, type SubscriptionBody } from './messages.ts'
import type { Deliveries } from './webhook/deliveries.ts'

export interface VerificationOptions {
  store: Store
  deliveries: Deliveries
  onFault: (error: unknown) => void
}

const CHALLENGE_LENGTH = 43
const PENDING = 'webhook_callback_verification_pending'
const FAILED = 'webhook_callback_verification_failed'

/** Challenges every callback that is new, of a subscription or of a shard, and says whether it may be used. */
export function verifyCallbacks({ store, deliveries, onFault }: VerificationOptions): void {
  const verify = async (callback: string, secret: string, subscription: SubscriptionBody) => {
    const secretWord = store.random.token(CHALLENGE_LENGTH)
    const message = challenge(store, subscription, secretWord)
    return (await deliveries.verify(message, secretWord, callback, secret)) ? 'enabled' : FAILED
  }

  async function verifySubscription(created: StoredSubscription): Promise<void> {
    if (created.status !== PENDING) return
    const status = await verify(created.target, created.secret, told(created))
    const present = findSubscription(store, created.id)
    if (present?.status === PENDING) setStatus(store, present, status)
  }

  async function verifyShard(updated: StoredShard): Promise<void> {
    if (updated.status !== PENDING) return
    const { conduit_id, id, target, secret } = updated
    const status = await verify(target, secret, shardAsSubscription(store, updated))
    const present = findShard(store, conduit_id, id)
    const isSame = present?.target === target && present.secret === secret
    if (isSame && present.status === PENDING) setShardStatus(store, present, status)
  }

  store.on('eventsub.subscription.create', (created) => void verifySubscription(created).catch(onFault))
  store.on('eventsub.shard.update', (updated) => void verifyShard(updated).catch(onFault))
}

/** The challenge of a shard comes in the form of a subscription's, since receivers know that form. */
function shardAsSubscription(store: Store, { conduit_id, status, transport }: StoredShard): SubscriptionBody {
  return {
    id: conduit_id,
    status,
    type: 'conduit.shard.disabled',
    version: '1',
    cost: 0,
    condition: { conduit_id },
    transport: { ...transport, conduit_id },
    created_at: store.now().toISOString(),
  }
}
