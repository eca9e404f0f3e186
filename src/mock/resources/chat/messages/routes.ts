import { mayBeBotIn } from '../../../access/app-grant.ts'
import type { Caller } from '../../../access/auth.ts'
import { requireModerator, requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, conflict, forbidden, unauthorized, unprocessable } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body } from '../../../http/validation.ts'
import { hasAuthorized } from '../../accounts/store.ts'
import type { Resource } from '../../resource.ts'
import { findPin } from '../pins/store.ts'
import { SentMessage } from './schema.ts'
import { seedMessages } from './seed.ts'
import { sendMessage } from './send.ts'
import { findMessage, type NewChatMessage, tables } from './store.ts'
import { units } from './unit.ts'

const MAXIMUM_LENGTH = 500
const PIN_SCOPE = 'moderator:manage:chat_messages'

/** https://dev.twitch.tv/docs/api/reference/#send-chat-message */
export const chatMessages: Resource = {
  tables,
  seed: { streams: seedMessages },
  units,
  routes: (store, helix) =>
    helix('Chat').post(
      '/chat/messages',
      ({ body: { sender_id, message: text, ...wanted }, caller }) => {
        const message = { ...wanted, user_id: sender_id, text }
        requireSender(store, caller, message)
        requireSendable(store, caller, message)
        if (wanted.pin) requirePinnable(store, caller, message)
        // With an app access token, the default is the source channel only.
        const for_source_only = wanted.for_source_only ?? caller.user_id === ''
        return { data: [sendMessage(store, { ...message, for_source_only }, wanted.pin)] }
      },
      {
        auth: { token: 'any', scopes: ['user:write:chat'], userParam: 'sender_id' },
        body: body(
          {
            broadcaster_id: t.String(),
            sender_id: t.String(),
            message: t.String({ description: 'At most 500 characters' }),
            reply_parent_message_id: t.Optional(t.String()),
            for_source_only: t.Optional(t.Boolean({ mayBeText: true })),
            pin: t.Optional(t.Boolean({ mayBeText: true, description: 'Pins the message for 20 minutes' })),
          },
          { alsoInQuery: true },
        ),
        response: dataOf(SentMessage),
        detail: { summary: 'Send Chat Message' },
      },
    ),
}

function requireSendable(store: Store, caller: Caller, message: NewChatMessage): void {
  if (message.for_source_only !== undefined && caller.user_id !== '') {
    throw badRequest('Cannot set for_source_only if User Access Token is used.')
  }
  const { broadcaster_id, reply_parent_message_id } = message
  if (reply_parent_message_id && !findMessage(store, broadcaster_id, reply_parent_message_id)) {
    throw badRequest('The ID in the reply_parent_message_id query parameter is not valid.')
  }
  if ([...message.text].length > MAXIMUM_LENGTH) throw unprocessable('The message is too large.')
}

/**
 * Requires that the users exist and, for an app access token, that the sender has authorized the app and either
 * moderates the channel or has the app authorized by its broadcaster, too.
 */
function requireSender(store: Store, { client_id, user_id }: Caller, message: NewChatMessage): void {
  const { broadcaster_id, user_id: sender_id } = message
  requireUser(store, broadcaster_id, () =>
    badRequest('The ID in the broadcaster_id query parameter is not valid.'),
  )
  requireUser(store, sender_id, () => badRequest('The ID in the sender_id query parameter is not valid.'))
  if (user_id !== '') return
  const bySender = hasAuthorized(store, {
    client_id,
    user_id: sender_id,
    scopes: ['user:write:chat', 'user:bot'],
  })
  if (!bySender || !mayBeBotIn(store, broadcaster_id, { client_id, user_id: sender_id })) {
    throw forbidden("The sender is not permitted to send chat messages to the broadcaster's chat room.")
  }
}

/** Requires that the sender may pin the message, before the message is sent. */
function requirePinnable(
  store: Store,
  { client_id, user_id, scopes }: Caller,
  message: NewChatMessage,
): void {
  const { broadcaster_id, user_id: sender_id, reply_parent_message_id, for_source_only } = message
  if (reply_parent_message_id || for_source_only !== undefined) {
    throw badRequest('pin cannot be used together with reply_parent_message_id or for_source_only.')
  }
  const mayPin = user_id
    ? scopes.includes(PIN_SCOPE)
    : hasAuthorized(store, { client_id, user_id: sender_id, scopes: [PIN_SCOPE] })
  if (!mayPin) throw unauthorized(`Missing scope: ${PIN_SCOPE}`)
  requireModerator(store, broadcaster_id, sender_id, () => forbidden('Only moderators may pin messages.'))
  if (findPin(store, broadcaster_id)) throw conflict('A message is already pinned in the channel.')
}
