import type { Store } from '../../../engine/store.ts'
import { Milliseconds } from '../../../engine/time.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import { type ChatMessage, findMessage } from '../../chat/messages/store.ts'
import type { Resource } from '../../resource.ts'
import { hasModeratorRole } from '../moderators/store.ts'
import { clearChat, removeMessage } from './store.ts'

const DELETABLE_MS = 6 * Milliseconds.hour

/** https://dev.twitch.tv/docs/api/reference/#delete-chat-messages */
export const chatModeration: Resource = {
  routes: (store, helix) =>
    helix('Moderation').delete(
      '/moderation/chat',
      ({ query: { broadcaster_id, moderator_id, message_id } }) => {
        if (message_id === undefined) return clearChat(store, broadcaster_id, moderator_id)
        const message = findMessage(store, broadcaster_id, message_id)
        if (!message) throw notFound('The ID in message_id was not found.')
        requireDeletable(store, message, moderator_id)
        removeMessage(store, message, moderator_id)
      },
      {
        auth: {
          token: 'user',
          appGrant: 'user',
          scopes: ['moderator:manage:chat_messages'],
          userParam: 'moderator_id',
          moderatorOf: 'broadcaster_id',
        },
        query: query({
          broadcaster_id: t.String(),
          moderator_id: t.String(),
          message_id: t.Optional(t.String()),
        }),
        detail: { summary: 'Delete Chat Messages' },
      },
    ),
}

function requireDeletable(store: Store, message: ChatMessage, moderator_id: string): void {
  const { broadcaster_id, user_id, sent_at } = message
  if (store.now().getTime() - Date.parse(sent_at) > DELETABLE_MS) {
    throw notFound('The specified message was created more than 6 hours ago.')
  }
  if (user_id === broadcaster_id) throw badRequest("You may not delete the broadcaster's messages.")
  if (user_id !== moderator_id && hasModeratorRole(store, broadcaster_id, user_id)) {
    throw badRequest("You may not delete another moderator's messages.")
  }
}
