import { conditionKeys } from '../../twitch/eventsub.ts'
import { toNanosecond } from '../engine/time.ts'
import { challengeMessage, type Message, notification, revocation } from '../eventsub/dispatch/messages.ts'
import type { EventSubEvent } from '../eventsub/event.ts'
import { type TriggerRequest, triggeredEvent } from '../eventsub/trigger.ts'
import { messageHeaders } from '../eventsub/webhook/signature.ts'
import { HelixError } from '../http/errors.ts'
import { createClient } from '../resources/accounts/store.ts'
import type { SubscriptionStatus } from '../resources/eventsub/subscriptions/schema.ts'
import { openMock, type Store } from '../resources/open.ts'
import { createUser, findUser, findUserByLogin } from '../resources/users/store.ts'

/** The description of a single message, which is written without a server. */
export interface MessageRequest extends Pick<TriggerRequest, 'type' | 'version' | 'condition' | 'event'> {
  kind: 'notification' | 'challenge'
  /** The callback; empty if the message is not sent. */
  callback: string
  subscriptionId?: string
  /** The status of the subscription; any but `enabled` makes the message a revocation. */
  status?: string
  messageId?: string
  timestamp?: Date
  clientId?: string
  broadcaster: { id?: string; name?: string }
  viewer: { id?: string; name?: string }
}

/** A message with all that is needed to send it again. */
export type SentMessage = Pick<Message, 'id' | 'type' | 'timestamp' | 'payload'> & {
  subscription: { id: string; type: string; version: string }
}

/** The error for a message that cannot be written. */
export class ImpossibleMessage extends Error {}

/**
 * Writes one message of EventSub about the named users, in a temporary store with only these.
 *
 * @throws ImpossibleMessage for a type or version that does not exist, two users with one name,
 * and one user with two
 */
export function writeMessage(wanted: MessageRequest): { message: SentMessage; challenge: string } {
  const { timestamp, messageId } = wanted
  const store = openMock({ path: ':memory:', ...(timestamp && { clock: () => timestamp.getTime() }) })
  try {
    const { event, subscription } = aboutPeople(store, wanted)
    const { message, challenge = '' } =
      wanted.kind === 'challenge'
        ? challengeMessage(store, subscription)
        : {
            message:
              subscription.status === 'enabled'
                ? notification(store, subscription, event.event)
                : revocation(store, subscription),
          }
    return { message: { ...message, ...(messageId && { id: messageId }) }, challenge }
  } catch (error) {
    throw error instanceof HelixError ? new ImpossibleMessage(error.message) : error
  } finally {
    store.close()
  }
}

function aboutPeople(store: Store, wanted: MessageRequest) {
  const broadcaster = person(store, 'testbroadcaster', wanted.broadcaster, 'partner')
  const viewer = person(store, 'testfromuser', wanted.viewer)
  const moderator = person(store, 'testmoderator', {})
  person(store, 'testother', {}, 'affiliate')
  const client = createClient(store, 'twitch event', wanted.clientId ? { id: wanted.clientId } : {})
  const people = {
    broadcaster_user_id: broadcaster,
    moderator_user_id: moderator,
    user_id: viewer,
    client_id: client.id,
    extension_client_id: client.id,
  }
  const event = triggeredEvent(store, {
    type: wanted.type,
    version: wanted.version,
    event: wanted.event,
    user_id: viewer,
    condition: { broadcaster_user_id: broadcaster, ...ofKeys(wanted, people), ...wanted.condition },
  })
  return { event, subscription: subscriptionTo(store, event, wanted, people) }
}

type People = Readonly<Record<string, string>>

/** The keys of the condition for types that are about a client, a user or two channels. */
const ofKeys = ({ type }: MessageRequest, people: People): People => {
  const { client_id = '', user_id = '', broadcaster_user_id = '' } = people
  if (type === 'channel.raid')
    return { from_broadcaster_user_id: user_id, to_broadcaster_user_id: broadcaster_user_id }
  if (type.startsWith('user.authorization.')) return { client_id, user_id }
  if (type === 'user.update') return { user_id }
  return type.startsWith('extension.') ? { extension_client_id: client_id } : {}
}

/** The ID of the user with the given ID or name, who is created if missing; the login is the name in lower case. */
function person(
  store: Store,
  standard: string,
  { id, name }: { id?: string; name?: string },
  broadcaster_type: 'partner' | 'affiliate' | '' = '',
): string {
  const display_name = name ?? standard
  const login = display_name.toLowerCase()
  const known = (id && findUser(store, id)) || findUserByLogin(store, login)
  if (known && ((id && known.id !== id) || (name && known.login !== login))) {
    throw new ImpossibleMessage('one user cannot have two names, nor two users one')
  }
  if (known) return known.id
  return createUser(store, { login, display_name, broadcaster_type, ...(id && { id }) }).id
}

/** An invented subscription that matches the event. */
function subscriptionTo(store: Store, event: EventSubEvent, wanted: MessageRequest, people: People) {
  const { type, version } = event
  const all: People = { ...people, ...event.condition, ...wanted.condition }
  const keys = conditionKeys(type, version, event.condition)
  const condition = Object.fromEntries(keys.map((key) => [key, all[key] ?? '']))
  const status = wanted.kind === 'challenge' ? 'webhook_callback_verification_pending' : 'enabled'
  return {
    id: wanted.subscriptionId ?? store.id(),
    status: (wanted.status ?? status) as SubscriptionStatus,
    type,
    version,
    condition,
    transport: { method: 'webhook' as const, callback: wanted.callback },
    created_at: toNanosecond(store.now()),
    cost: 0,
  }
}

/** The headers of a message; without a secret it is not signed. */
export function headersOf(message: SentMessage, secret: string | undefined): Record<string, string> {
  const { 'Twitch-Eventsub-Message-Signature': signature, ...headers } = messageHeaders(
    message,
    secret ?? '',
    0,
  )
  return secret && signature ? { ...headers, 'Twitch-Eventsub-Message-Signature': signature } : headers
}
