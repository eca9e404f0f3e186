import type { Attempt, Delivery, DeliveryStatus, Destination } from '../../eventsub/dispatch/delivery.ts'
import { redactedBody, redactedForm } from '../redaction.ts'

/** A delivery of EventSub as the journal's API answers it. */
export interface DeliveryEntry {
  id: number
  at: string
  message_id: string
  message_type: string
  message_timestamp: string
  subscription_id: string
  type: string
  version: string
  condition: Readonly<Record<string, string>>
  client_id: string | null
  /** The user whose token created a WebSocket's subscription. */
  user_id: string | null
  transport: Readonly<Record<string, unknown>>
  status: DeliveryStatus
  /** Why the delivery failed or was dropped. */
  reason: string | null
  next_attempt_at: string | null
  /** The ID of the fault that applied to it. */
  fault: string | null
  attempts: AttemptEntry[]
  payload: unknown
}

/** An attempt as the journal's API answers it. */
type AttemptEntry = Omit<Attempt, 'at' | 'destination'> & { at: string; transport: object }

/** The entry of a delivery, without secrets. */
export function entryOf({
  id,
  at,
  message,
  recipient,
  attempts,
  fault,
  ...outcome
}: Delivery): DeliveryEntry {
  const { status, reason, next_attempt_at } = outcome
  return {
    id,
    at: at.toISOString(),
    message_id: message.id,
    message_type: message.type,
    message_timestamp: message.timestamp,
    subscription_id: recipient.id,
    type: recipient.type,
    version: recipient.version,
    condition: recipient.condition,
    client_id: recipient.client_id,
    user_id: recipient.user_id || null,
    transport: shownTransport(recipient.transport),
    status,
    reason,
    next_attempt_at: next_attempt_at?.toISOString() ?? null,
    fault: fault?.id ?? null,
    attempts: attempts.map(shownAttempt),
    payload: shownPayload(message.payload),
  }
}

function shownAttempt({ at, destination, ...answer }: Attempt): AttemptEntry {
  return { at: at.toISOString(), transport: shownDestination(destination), ...answer }
}

function shownDestination({ method, target, shard_id }: Destination) {
  const where = method === 'webhook' ? { callback: redactedForm(target) } : { session_id: target }
  return { method, ...where, ...(shard_id !== null && { shard_id }) }
}

function shownTransport(transport: Delivery['recipient']['transport']) {
  const { callback } = transport
  return callback === undefined ? transport : { ...transport, callback: redactedForm(callback) }
}

/** The payload without secrets: those in the query of the subscription's callback are redacted. */
function shownPayload(text: string): unknown {
  const payload = redactedBody(text) as { subscription: Pick<Delivery['recipient'], 'transport'> }
  const { subscription } = payload
  return { ...payload, subscription: { ...subscription, transport: shownTransport(subscription.transport) } }
}
