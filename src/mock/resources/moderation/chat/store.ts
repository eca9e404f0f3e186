import type { Store } from '../../../engine/store.ts'
import { type ChatMessage, clearMessages, deleteMessage } from '../../chat/messages/store.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** Emitted in addition to 'chat.message_delete', which does not name the moderator. */
    'moderation.delete': { message: ChatMessage; moderator_id: string }
    /** Emitted in addition to 'chat.clear', which does not name the moderator. */
    'moderation.clear': { broadcaster_id: string; moderator_id: string }
  }
}

/** Deletes one message from chat, for a moderator. */
export function removeMessage(store: Store, message: ChatMessage, moderator_id: string): void {
  store.transaction(() => {
    deleteMessage(store, message)
    store.emit('moderation.delete', { message, moderator_id })
  })
}

/** Deletes all messages from chat, for a moderator. */
export function clearChat(store: Store, broadcaster_id: string, moderator_id: string): void {
  store.transaction(() => {
    clearMessages(store, broadcaster_id)
    store.emit('moderation.clear', { broadcaster_id, moderator_id })
  })
}
