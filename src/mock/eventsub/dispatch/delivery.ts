import type { MessageFault } from '../../faults/message-effects.ts'
import type { StoredSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { SignedMessage } from '../webhook/signature.ts'

/** A delivered message was accepted, a failed one never was, and a dropped one was not sent, or not sent again. */
export type DeliveryStatus = 'pending' | 'delivered' | 'failed' | 'dropped'

/** Where a message went: to a callback or through a session, maybe as a shard of a conduit. */
export interface Destination {
  method: 'webhook' | 'websocket'
  /** The callback or the session's ID. */
  target: string
  shard_id: string | null
}

/** One time that a message was sent, and what came of it. */
export interface Attempt {
  at: Date
  destination: Destination
  /** The status of a callback's answer; null if there was none. */
  status: number | null
  /** Why it failed; null if it did not. */
  error: string | null
  /** How long a callback took. */
  duration_ms: number | null
}

/** Whom a message is for. */
export type Recipient = Pick<
  StoredSubscription,
  'id' | 'type' | 'version' | 'condition' | 'transport' | 'user_id'
> & {
  /** Null if the subscription is gone. */
  client_id: string | null
}

/** A message to a subscription, with what came of it so far. */
export interface Delivery {
  /** What the journal has it under; 0 before it is there. */
  id: number
  /** When it was to be sent. */
  at: Date
  message: SignedMessage
  recipient: Recipient
  status: DeliveryStatus
  /** Why it failed or was dropped. */
  reason: string | null
  next_attempt_at: Date | null
  attempts: Attempt[]
  /** What a test has asked to go wrong with it. */
  fault?: MessageFault
}

/** What becomes of a delivery. */
export type Outcome = Partial<Pick<Delivery, 'status' | 'reason' | 'next_attempt_at'>>

/** Keeps the last deliveries. */
export interface DeliveryLog {
  /** Keeps a delivery that is new, or tells what has become of it. */
  record(delivery: Delivery, outcome: Outcome): void
  /** The delivery of a message, while it is kept. */
  ofMessage(id: string): Delivery | undefined
}

/** A message that is about to be sent. */
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
