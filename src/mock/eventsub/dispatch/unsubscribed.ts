import { conditionKeys } from '../../../twitch/eventsub.ts'
import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import { listReceivers } from '../../resources/eventsub/subscriptions/store.ts'
import type { EventSubEvent, Publish } from '../event.ts'
import type { EventSubSessions } from '../websocket/sessions.ts'
import { notification, type SubscriptionBody } from './messages.ts'
import type { Transports } from './transports.ts'

interface UnsubscribedOptions {
  store: Store
  transports: Transports
  sessions: EventSubSessions
  publish: Publish
}

/** Publishes an event to its subscribers and also to all other sessions, as if they had subscribed. */
export function toEverySession({ store, transports, sessions, publish }: UnsubscribedOptions): Publish {
  return (published) => {
    publish(published)
    const subscribed = new Set(listReceivers(store, published).map(({ target }) => target))
    for (const id of sessions.ids) {
      if (subscribed.has(id) || (published.session_id ?? id) !== id) continue
      transports.deliverUnsubscribed(id, () =>
        notification(store, subscriptionOf(store, published, id), published.event),
      )
    }
  }
}

/** An invented subscription that matches the event. */
function subscriptionOf(store: Store, { type, version, condition }: EventSubEvent, session_id: string) {
  const keys = conditionKeys(type, version, condition)
  const created_at = toNanosecond(store.now())
  return {
    id: store.id(),
    status: 'enabled',
    type,
    version,
    condition: Object.fromEntries(keys.map((key) => [key, condition[key] ?? ''])),
    created_at,
    transport: { method: 'websocket', session_id, connected_at: created_at },
    cost: 0,
  } satisfies SubscriptionBody
}
