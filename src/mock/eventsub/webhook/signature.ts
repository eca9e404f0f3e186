import { createHmac } from 'node:crypto'
import type { Message } from '../dispatch/messages.ts'

/** The parts of a message that are sent and signed. */
export type SignedMessage = Pick<Message, 'id' | 'timestamp' | 'payload'> & {
  type: string
  subscription: { type: string; version: string }
}

/**
 * The headers of a message.
 * Source: https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#list-of-request-headers
 */
export function messageHeaders(
  message: SignedMessage,
  secret: string,
  retry: number,
): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'Twitch-Eventsub-Message-Id': message.id,
    'Twitch-Eventsub-Message-Retry': String(retry),
    'Twitch-Eventsub-Message-Type': message.type,
    'Twitch-Eventsub-Message-Signature': signature(message, secret),
    'Twitch-Eventsub-Message-Timestamp': message.timestamp,
    'Twitch-Eventsub-Subscription-Type': message.subscription.type,
    'Twitch-Eventsub-Subscription-Version': message.subscription.version,
  }
}

function signature({ id, timestamp, payload }: SignedMessage, secret: string): string {
  return `sha256=${createHmac('sha256', secret)
    .update(id + timestamp + payload)
    .digest('hex')}`
}
