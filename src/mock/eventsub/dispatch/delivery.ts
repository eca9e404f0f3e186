import type { MessageFault } from '../../faults/message-effects.ts'
import type { StoredSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { SignedMessage } from '../webhook/signature.ts'

/** `delivered`: accepted; `failed`: refused at every attempt; `dropped`: not sent, or not sent again. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'dropped'

/** The destination of a message: a callback or a session, of a subscription or of a conduit's shard. */
export interface Destination {
  method: 'webhook' | 'websocket'
  /** The callback or the session's ID. */
  target: string
  shard_id: string | null
}

/** One attempt to send a message, with its result. */
export interface Attempt {
  at: Date
  destination: Destination
  /** The status of a callback's answer; null if there was none. */
  status: number | null
  /** Why the attempt failed; null if it did not. */
  error: string | null
  /** The time until a callback's answer. */
  duration_ms: number | null
}

/** The subscription that a message is for, and its owner. */
export type Recipient = Pick<
  StoredSubscription,
  'id' | 'type' | 'version' | 'condition' | 'transport' | 'user_id'
> & {
  /** Null if the subscription is gone. */
  client_id: string | null
}

/** The delivery of a message to a subscription, with its attempts. */
export interface Delivery {
  /** The ID in the journal; 0 before the journal has recorded the delivery. */
  id: number
  /** When the message was first due. */
  at: Date
  message: SignedMessage
  recipient: Recipient
  status: DeliveryStatus
  /** Why the delivery failed or was dropped. */
  reason: string | null
  next_attempt_at: Date | null
  attempts: Attempt[]
  /** The fault that applies to the delivery. */
  fault?: MessageFault
}

/** A change of a delivery's state. */
export type Outcome = Partial<Pick<Delivery, 'status' | 'reason' | 'next_attempt_at'>>

/** The journal of the last deliveries. */
export interface DeliveryLog {
  /** Records a new delivery, or a change of a known one. */
  record(delivery: Delivery, outcome: Outcome): void
  /** The delivery of a message; undefined if the journal has discarded it. */
  ofMessage(id: string): Delivery | undefined
}

/** The delivery of a message before its first attempt. */
export function newDelivery(at: Date, recipient: Recipient, message: SignedMessage): Delivery {
  return {
    id: 0,
    at,
    message,
    recipient,
    status: 'pending',
    reason: null,
    next_attempt_at: null,
    attempts: [],
  }
}
