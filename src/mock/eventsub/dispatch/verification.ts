import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import {
  findConduit,
  findShard,
  listPendingShards,
  type StoredShard,
  setShardStatus,
} from '../../resources/eventsub/conduits/store.ts'
import {
  findEventSubSubscription,
  listPending,
  type StoredSubscription,
  setStatus,
} from '../../resources/eventsub/subscriptions/store.ts'
import type { WebhookSender } from '../webhook/sender.ts'
import { type DeliveryLog, newDelivery, type Recipient } from './delivery.ts'
import { subscriptionBody } from './dispatch.ts'
import { challengeMessage, type SubscriptionBody } from './messages.ts'

/** The options of the verification. */
export interface VerificationOptions {
  store: Store
  sender: WebhookSender
  journal: DeliveryLog
  onFault: (error: unknown) => void
}

const PENDING = 'webhook_callback_verification_pending'
const FAILED = 'webhook_callback_verification_failed'

/**
 * Sends a challenge to each new callback of a subscription or a shard, and sets the status by its answer.
 *
 * @returns `resume`, which challenges the callbacks that an earlier process left pending
 */
export function verifyCallbacks({ store, sender, journal, onFault }: VerificationOptions): {
  resume(): void
} {
  /** Whether the callback answered its challenge; undefined if the server ends before the answer. */
  async function isVerified(
    { target, secret }: Pick<StoredShard, 'target' | 'secret'>,
    subscription: SubscriptionBody,
    owner: Pick<Recipient, 'client_id' | 'user_id'>,
    shard_id: string | null = null,
  ): Promise<boolean | undefined> {
    const { message, challenge } = challengeMessage(store, subscription)
    const at = store.now()
    const delivery = newDelivery(
      at,
      { ...subscription, client_id: owner.client_id, user_id: owner.user_id },
      message,
    )
    journal.record(delivery, {})
    const began = performance.now()
    const answer = await sender.verify(message, challenge, { callback: target, secret })
    if (!answer) return undefined
    const duration_ms = Math.round(performance.now() - began)
    const destination = { method: 'webhook', target, shard_id } as const
    delivery.attempts.push({ at, destination, ...answer, duration_ms })
    const { error } = answer
    journal.record(delivery, { status: error === null ? 'delivered' : 'failed', reason: error })
    return error === null
  }

  async function verifySubscription(created: StoredSubscription): Promise<void> {
    if (created.status !== PENDING) return
    const verified = await isVerified(created, subscriptionBody(created), created)
    if (verified === undefined) return
    const present = findEventSubSubscription(store, created.id)
    if (present?.status === PENDING) setStatus(store, present, verified ? 'enabled' : FAILED)
  }

  async function verifyShard(updated: StoredShard): Promise<void> {
    if (updated.status !== PENDING) return
    const { conduit_id, id, target, secret } = updated
    const client_id = findConduit(store, conduit_id)?.client_id ?? null
    const verified = await isVerified(
      updated,
      shardAsSubscription(store, updated),
      { client_id, user_id: '' },
      id,
    )
    if (verified === undefined) return
    const present = findShard(store, conduit_id, id)
    const isSame = present?.target === target && present.secret === secret
    if (isSame && present.status === PENDING) setShardStatus(store, present, verified ? 'enabled' : FAILED)
  }

  store.on('eventsub.subscription.create', (created) => void verifySubscription(created).catch(onFault))
  store.on('eventsub.shard.update', (updated) => void verifyShard(updated).catch(onFault))
  return {
    resume() {
      for (const pending of listPending(store)) void verifySubscription(pending).catch(onFault)
      for (const pending of listPendingShards(store)) void verifyShard(pending).catch(onFault)
    },
  }
}

/** A shard in the form of a subscription, since receivers expect challenges in that form. */
function shardAsSubscription(store: Store, { conduit_id, status, transport }: StoredShard): SubscriptionBody {
  return {
    id: conduit_id,
    status,
    type: 'conduit.shard.disabled',
    version: '1',
    cost: 0,
    condition: { conduit_id },
    transport: { ...transport, conduit_id },
    created_at: toNanosecond(store.now()),
  }
}
