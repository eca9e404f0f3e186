import { listReceivers, type StoredSubscription } from '../helix/eventsub/subscriptions/store.ts'
import type { Store } from '../store/store.ts'
import type { Announce } from './announcement.ts'
import { eventMember, notification, type SubscriptionBody } from './messages.ts'
import type { Transports } from './transports.ts'

export interface DispatchOptions {
  store: Store
  transports: Transports
  onFault: (error: unknown) => void
}

/** Hands each announcement to the transport of every subscription that it fits. It never throws, and never waits. */
export function dispatch({ store, transports, onFault }: DispatchOptions): Announce {
  return ({ type, version, condition, event }) => {
    try {
      const receivers = listReceivers(store, { type, version, condition })
      if (receivers.length === 0) return
      const member = eventMember(event)
      for (const subscription of receivers) {
        transports.carry(subscription, notification(store, told(subscription), member))
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
