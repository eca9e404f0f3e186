import type { ExtensionClaims } from '../../../access/extension-jwt.ts'
import { Milliseconds } from '../../../engine/time.ts'
import { badRequest, unauthorized, unprocessable } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findVersion } from '../store.ts'
import { sendChatMessage, sendPubSubMessage } from './store.ts'

const MAXIMUM_BYTES = 5 * 1024

const invalidToken = 'The JWT token is not valid.'

interface PubSubRequest {
  target: readonly string[]
  broadcaster_id?: string
  is_global_broadcast?: boolean
}

/** https://dev.twitch.tv/docs/api/reference/#send-extension-pubsub-message */
export const extensionMessages: Resource = {
  routes(store, helix) {
    const pubsub = helix.limit(100, Milliseconds.minute)
    const chat = helix.limit(12, Milliseconds.minute)
    return helix('Extensions')
      .post(
        '/extensions/pubsub',
        ({ body: { message, target, ...wanted }, caller }) => {
          const broadcaster_id = requireTarget({ ...wanted, target })
          requirePermission(caller.claims!, broadcaster_id, target)
          if (Buffer.byteLength(message) > MAXIMUM_BYTES) throw unprocessable('The message is too large.')
          pubsub.take(
            `${caller.client_id}:${broadcaster_id}`,
            'Too many messages: 100 per minute and channel.',
          )
          sendPubSubMessage(store, { extension_id: caller.client_id, broadcaster_id, target, message })
        },
        {
          auth: { token: 'jwt' },
          body: body({
            target: t.Array(t.String({ pattern: '^(broadcast|global|whisper-.+)$' }), { minItems: 1 }),
            broadcaster_id: t.Optional(t.String()),
            is_global_broadcast: t.Optional(t.Boolean()),
            message: t.String(),
          }),
          detail: { summary: 'Send Extension PubSub Message' },
        },
      )
      .post(
        '/extensions/chat',
        ({ query: { broadcaster_id }, body: { text, extension_id, extension_version }, caller }) => {
          const extension = findVersion(store, extension_id, extension_version)
          if (!extension?.listing.has_chat_support) throw badRequest('The extension has no chat capability.')
          if (caller.claims?.channel_id !== broadcaster_id) throw unauthorized(invalidToken)
          chat.take(`${extension_id}:${broadcaster_id}`, 'Too many messages: 12 per minute and channel.')
          sendChatMessage(store, { broadcaster_id, extension_id, extension_name: extension.name, text })
        },
        {
          auth: { token: 'jwt', clientParam: 'extension_id', channelParam: 'broadcaster_id' },
          query: query({ broadcaster_id: t.String() }),
          body: body({
            text: t.String({ maxLength: 280, error: 'The message is too long.' }),
            extension_id: t.String(),
            extension_version: t.String(),
          }),
          detail: { summary: 'Send Extension Chat Message' },
        },
      )
  },
}

/** The channel of a message; empty for a global broadcast. */
function requireTarget({ target, broadcaster_id, is_global_broadcast = false }: PubSubRequest): string {
  if (is_global_broadcast && broadcaster_id) {
    throw badRequest(
      "The broadcaster_id field in the request's body may only be set if the is_global_broadcast field " +
        'is set to false.',
    )
  }
  if (!is_global_broadcast && !broadcaster_id) throw badRequest('Missing required parameter "broadcaster_id"')
  if (target.includes('global') !== is_global_broadcast || (is_global_broadcast && target.length > 1)) {
    throw badRequest('The target must be global if, and only if, is_global_broadcast is true.')
  }
  return broadcaster_id ?? ''
}

/** Requires that the JWT permits the channel and the targets. */
function requirePermission(claims: ExtensionClaims, broadcaster_id: string, target: readonly string[]): void {
  const { channel_id, pubsub_perms } = claims
  const permitted = pubsub_perms?.send ?? []
  const maySend = target.every((name) => permitted.includes(name) || permitted.includes('*'))
  if (!maySend || channel_id !== (broadcaster_id || 'all')) throw unauthorized(invalidToken)
}
