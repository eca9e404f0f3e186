import type { Store } from '../../../engine/store.ts'
import { type ChatMessage, clearMessages, deleteMessage } from '../../chat/messages/store.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** Besides 'chat.message_delete', which does not tell who did it. */
    'moderation.delete': { message: ChatMessage; moderator_id: string }
    /** Besides 'chat.clear', which does not tell who did it. */
    'moderation.clear': { broadcaster_id: string; moderator_id: string }
  }
}

/** A moderator takes one message out of chat. */
export function removeMessage(store: Store, message: ChatMessage, moderator_id: string): void {
  store.transaction(() => {
    deleteMessage(store, message)
    store.emit('moderation.delete', { message, moderator_id })
  })
}

/** A moderator takes every message out of chat. */
export function clearChat(store: Store, broadcaster_id: string, moderator_id: string): void {
  store.transaction(() => {
    clearMessages(store, broadcaster_id)
    store.emit('moderation.clear', { broadcaster_id, moderator_id })
  })
}
