import type { Store } from '../../engine/store.ts'
import { conflict } from '../../http/errors.ts'
import { findEventSubSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { EventSubSessions } from '../websocket/sessions.ts'
import type { Delivery } from './delivery.ts'
import type { Transports } from './transports.ts'

interface ResendOptions {
  store: Store
  transports: Transports
  sessions: EventSubSessions
}

/**
 * Sends the message of a delivery again, as Twitch may do (delivery is at least once): with the same ID and timestamp,
 * and signed with the present secret.
 *
 * @throws HelixError 409 if the receiver is gone
 */
export function resend(delivery: Delivery, { store, transports, sessions }: ResendOptions): void {
  const { message, recipient, status } = delivery
  if (message.type === 'webhook_callback_verification')
    throw conflict('A challenge is not sent again: the callback is verified once.')
  if (status === 'pending')
    throw conflict('The message is on its way, and is sent again by itself if it fails.')
  const subscription = findEventSubSubscription(store, recipient.id)
  if (!subscription) throw conflict(`The subscription ${recipient.id} is gone.`)
  const { target, transport } = subscription
  if (message.type === 'notification' && subscription.status !== 'enabled')
    throw conflict(`The subscription ${recipient.id} is not enabled: it is ${subscription.status}.`)
  if (transport.method === 'websocket' && !sessions.has(target))
    throw conflict(`The session ${target} is closed: only one that is open can get the message again.`)
  Object.assign(delivery, { status: 'pending', reason: null })
  transports.send(subscription, () => delivery)
}
