import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import { removes, type Units, updates } from '../../unit.ts'
import { findEventSubSession } from '../sessions/store.ts'
import { eventSubSubscriptionUnits } from './listing/store.ts'
import { SubscriptionStatus } from './schema.ts'
import { deleteSubscription, findEventSubSubscription, type StoredSubscription, setStatus } from './store.ts'

/** The units of EventSub subscriptions. */
export const units: Units = {
  eventsub_subscriptions: {
    description: 'The EventSub subscriptions of every client and user.',
    rows: () => eventSubSubscriptionUnits,
    update: updates(
      'Change the status of a subscription, as Twitch does when it revokes one',
      { status: SubscriptionStatus },
      (store, id, { status }) => {
        const subscription = findEventSubSubscription(store, id)!
        if (status === 'enabled') requireSession(store, subscription)
        if (status !== subscription.status) setStatus(store, subscription, status)
      },
    ),
    remove: removes('Delete a subscription, without a message', deleteSubscription),
  },
}

function requireSession(store: Store, { transport, target }: StoredSubscription): void {
  if (transport.method !== 'websocket' || findEventSubSession(store, target)) return
  throw badRequest('The session of the subscription is over: it cannot be enabled again.')
}
