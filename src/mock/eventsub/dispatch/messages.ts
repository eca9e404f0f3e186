import type { Store } from '../../engine/store.ts'
import { toNanosecond } from '../../engine/time.ts'
import type { EventSubSubscription } from '../../resources/eventsub/subscriptions/schema.ts'
import type { SignedMessage } from '../webhook/signature.ts'

/** The subscription as messages contain it: without its secret. */
export type SubscriptionBody = EventSubSubscription

/** The type of a message about a subscription. */
export type MessageType = 'notification' | 'revocation' | 'webhook_callback_verification'

/** One message about a subscription, the same at every attempt and on every transport. */
export interface Message {
  id: string
  type: MessageType
  /** RFC 3339 to the nanosecond, as Twitch writes it. */
  timestamp: string
  subscription: SubscriptionBody
  /** JSON. */
  payload: string
}

const written = new WeakMap<object, string>()

/** The JSON of a notification's `event` or, for a batched type, `events`; serialized once for all subscribers. */
function eventMember(event: object): string {
  const known = written.get(event)
  if (known) return known
  const member = `${Array.isArray(event) ? '"events"' : '"event"'}:${JSON.stringify(event)}`
  written.set(event, member)
  return member
}

/** The notification of an event. */
export function notification(store: Store, subscription: SubscriptionBody, event: object): Message {
  const payload = `{"subscription":${JSON.stringify(subscription)},${eventMember(event)}}`
  return message(store, 'notification', subscription, payload)
}

/** A revocation message; the status of the subscription is the reason. */
export function revocation(store: Store, subscription: SubscriptionBody): Message {
  return message(store, 'revocation', subscription, JSON.stringify({ subscription }))
}

/** 256 bits in base64url. */
const CHALLENGE_LENGTH = 43

/** A message with a new challenge, which a callback must repeat to be verified. */
export function challengeMessage(
  store: Store,
  subscription: SubscriptionBody,
): { message: Message; challenge: string } {
  const challenge = store.random.token(CHALLENGE_LENGTH)
  const payload = JSON.stringify({ challenge, subscription })
  return { message: message(store, 'webhook_callback_verification', subscription, payload), challenge }
}

function message(store: Store, type: MessageType, subscription: SubscriptionBody, payload: string): Message {
  return { id: store.id(), type, timestamp: toNanosecond(store.now()), subscription, payload }
}

/** A message as a frame of a WebSocket. */
export function frame({ id, type, timestamp, subscription, payload }: SignedMessage): string {
  const metadata = {
    message_id: id,
    message_type: type,
    message_timestamp: timestamp,
    subscription_type: subscription.type,
    subscription_version: subscription.version,
  }
  return `{"metadata":${JSON.stringify(metadata)},"payload":${payload}}`
}

/** The type of a message about a session. */
export type SessionMessageType = 'session_welcome' | 'session_keepalive' | 'session_reconnect'

/** A frame about the session itself. */
export function sessionFrame(store: Store, type: SessionMessageType, payload: object): string {
  const metadata = {
    message_id: store.id(),
    message_type: type,
    message_timestamp: toNanosecond(store.now()),
  }
  return JSON.stringify({ metadata, payload })
}
