import type { Store } from '../../engine/store.ts'
import { findShard, setShardStatus } from '../../resources/eventsub/conduits/store.ts'
import type { StoredDelivery } from '../../resources/eventsub/deliveries/store.ts'
import { findEventSubSubscription, setStatus } from '../../resources/eventsub/subscriptions/store.ts'

type Receiver = Pick<StoredDelivery, 'subscription_id' | 'conduit_id' | 'shard_id'>

/** The key of a receiver, by which messages are queued and failures counted: that of a subscription or a shard. */
export const receiverOf = ({ subscription_id, conduit_id, shard_id }: Receiver) =>
  conduit_id === null ? subscription_id : `${conduit_id} ${shard_id}`

/** The present secret of a delivery's receiver; undefined if the receiver is gone. */
export function secretOf(store: Store, delivery: StoredDelivery): string | undefined {
  const { conduit_id, shard_id, subscription_id, message_type, callback } = delivery
  if (conduit_id !== null) {
    const shard = findShard(store, conduit_id, shard_id ?? '')
    return shard?.target === callback ? shard.secret : undefined
  }
  const subscription = findEventSubSubscription(store, subscription_id)
  const isWanted = message_type !== 'notification' || subscription?.status === 'enabled'
  return isWanted ? subscription?.secret : undefined
}

/** Disables the receiver of a delivery, which has failed for too long. */
export function exceed(
  store: Store,
  { conduit_id, shard_id, subscription_id, callback }: StoredDelivery,
): void {
  if (conduit_id === null) {
    const subscription = findEventSubSubscription(store, subscription_id)
    if (subscription?.status === 'enabled') setStatus(store, subscription, 'notification_failures_exceeded')
    return
  }
  const shard = findShard(store, conduit_id, shard_id ?? '')
  if (shard?.status === 'enabled' && shard.target === callback) {
    setShardStatus(store, shard, 'notification_failures_exceeded')
  }
}
