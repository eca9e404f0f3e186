import { listReceivers, type StoredSubscription } from '../helix/eventsub/subscriptions/store.ts'
import type { Store } from '../store/store.ts'
import type { Announce } from './announcement.ts'
import { notification, type SubscriptionBody } from './messages.ts'
import { personalEvent } from './personal.ts'
import type { Transports } from './transports.ts'

export interface DispatchOptions {
  store: Store
  transports: Transports
  onFault: (error: unknown) => void
}

/** Hands each announcement to the transport of every subscription that it fits. It never throws, and never waits. */
export function dispatch({ store, transports, onFault }: DispatchOptions): Announce {
  return (announcement) => {
    try {
      for (const subscription of listReceivers(store, announcement)) {
        const event = personalEvent(store, announcement, subscription)
        transports.carry(subscription, () => notification(store, told(subscription), event))
      }
    } catch (error) {
      onFault(error)
    }
  }
}

/** A subscription as its own messages tell it. */
export function told(subscription: StoredSubscription): SubscriptionBody {
  const { id, status, type, version, cost, condition, transport, created_at } = subscription
  return { id, status, type, version, cost, condition, transport, created_at }
}
