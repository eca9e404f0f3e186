import type { Store } from '../../../engine/store.ts'
import { type ChatMessage, type ChatMessageRow, findMessage } from './store.ts'

/** The parent of a reply, and the first message of the thread. */
export interface Thread {
  parent: ChatMessage
  root: ChatMessage
}

/** The thread of a reply; undefined for other messages, and if the parent was deleted. */
export function threadOf(store: Store, message: ChatMessageRow): Thread | undefined {
  const room = message.source_broadcaster_id ?? message.broadcaster_id
  const parentOf = ({ reply_parent_message_id }: ChatMessageRow) =>
    reply_parent_message_id ? findMessage(store, room, reply_parent_message_id) : undefined
  const parent = parentOf(message)
  if (!parent) return undefined
  let root = parent
  for (let above = parentOf(root); above; above = parentOf(above)) root = above
  return { parent, root }
}
