import type { Static } from '@sinclair/typebox'
import { t } from '../../http/schema.ts'
import type { DeliveryEntry } from './entry.ts'

/** The filters on deliveries. */
export const matchProperties = {
  type: t.Optional(t.String({ description: 'Of the subscription, such as channel.follow' })),
  message_type: t.Optional(
    t.Enum(['notification', 'revocation', 'webhook_callback_verification'], {
      description: 'What kind of message it is',
    }),
  ),
  message_id: t.Optional(t.String()),
  subscription_id: t.Optional(t.String()),
  client_id: t.Optional(t.String({ description: 'Whose subscription it is' })),
  user_id: t.Optional(
    t.String({
      description: "A user whom the subscription's condition names, or whose token it was made with",
    }),
  ),
  transport: t.Optional(
    t.Enum(['webhook', 'websocket', 'conduit'], { description: "The subscription's transport" }),
  ),
  status: t.Optional(
    t.Enum(['pending', 'delivered', 'failed', 'dropped'], { description: 'What has become of it' }),
  ),
}

const matchSchema = t.Object(matchProperties)

/** The filters of a request. */
export type DeliveryMatch = Static<typeof matchSchema>

/** Whether a delivery matches all given filters. */
export function matches({ user_id, transport, ...members }: DeliveryMatch, entry: DeliveryEntry): boolean {
  if (transport !== undefined && transport !== entry.transport.method) return false
  const users = [entry.user_id, ...Object.values(entry.condition)]
  if (user_id !== undefined && !users.includes(user_id)) return false
  return Object.entries(members).every(
    ([name, wanted]) => wanted === undefined || entry[name as keyof typeof members] === wanted,
  )
}
