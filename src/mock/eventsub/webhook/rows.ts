import type { Store } from '../../engine/store.ts'
import type {
  DeliveryAttempt,
  NewDelivery,
  StoredDelivery,
} from '../../resources/eventsub/deliveries/store.ts'
import { findEventSubSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import { type Attempt, type Delivery, newDelivery, type Recipient } from '../dispatch/delivery.ts'

/** The row of a new delivery to a callback. */
export function queued(
  { message, recipient }: Delivery,
  callback: string,
  shard?: { conduit_id: string; id: string },
): NewDelivery {
  return {
    id: message.id,
    subscription_id: recipient.id,
    conduit_id: shard?.conduit_id ?? null,
    shard_id: shard?.id ?? null,
    callback,
    message_type: message.type,
    subscription_type: message.subscription.type,
    subscription_version: message.subscription.version,
    message_timestamp: message.timestamp,
    payload: message.payload,
  }
}

/** The delivery of a row from an earlier process, or one that the journal has discarded. */
export function restored(store: Store, row: StoredDelivery): Delivery {
  const { id, message_type: type, message_timestamp: timestamp, payload, next_attempt_at } = row
  const subscription = { type: row.subscription_type, version: row.subscription_version }
  const delivery = newDelivery(store.now(), recipientOf(store, row), {
    id,
    type,
    timestamp,
    subscription,
    payload,
  })
  delivery.attempts = row.attempts.map((attempt) => attemptOf(attempt, row.shard_id))
  delivery.next_attempt_at = next_attempt_at === null ? null : new Date(next_attempt_at)
  return delivery
}

/** An attempt of a row; `shard_id` is that of the shard whose callback it was. */
export function attemptOf({ at, callback, ...answer }: DeliveryAttempt, shard_id: string | null): Attempt {
  return { at: new Date(at), destination: { method: 'webhook', target: callback, shard_id }, ...answer }
}

/** The recipient of a row; if its subscription is gone, as the message contains it. */
function recipientOf(store: Store, { subscription_id, payload }: StoredDelivery): Recipient {
  const present = findEventSubSubscription(store, subscription_id)
  return present ?? { ...JSON.parse(payload).subscription, client_id: null, user_id: '' }
}
