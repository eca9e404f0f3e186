import type { Store } from '../../engine/store.ts'
import { listReceivers, type StoredSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { Publish } from '../event.ts'
import { notification, type SubscriptionBody } from './messages.ts'
import { redactedEvent } from './redaction.ts'
import type { Transports } from './transports.ts'

/** The options of the dispatch. */
export interface DispatchOptions {
  store: Store
  transports: Transports
  onFault: (error: unknown) => void
}

/** Passes each event to the transports of all matching subscriptions. It never throws or waits. */
export function dispatch({ store, transports, onFault }: DispatchOptions): Publish {
  return (published) => {
    try {
      for (const subscription of listReceivers(store, published)) {
        if (published.session_id !== undefined && subscription.target !== published.session_id) continue
        const event = redactedEvent(store, published, subscription)
        transports.deliver(subscription, () => notification(store, subscriptionBody(subscription), event))
      }
    } catch (error) {
      onFault(error)
    }
  }
}

/** The subscription as its messages contain it. */
export function subscriptionBody(subscription: StoredSubscription): SubscriptionBody {
  const { id, status, type, version, cost, condition, transport, created_at } = subscription
  return { id, status, type, version, cost, condition, transport, created_at }
}
