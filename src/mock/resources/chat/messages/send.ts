import type { Store } from '../../../engine/store.ts'
import { holdMessage } from '../../moderation/automod/messages/store.ts'
import { failsAutoMod } from '../../moderation/automod/rule.ts'
import { findBlockedTerms } from '../../moderation/blocked-terms/store.ts'
import { isModerator } from '../../moderation/moderators/store.ts'
import { pinMessage } from '../pins/store.ts'
import { findDropReason } from './drop-reasons.ts'
import type { DropReason, SentMessage } from './schema.ts'
import { createMessage, type NewChatMessage } from './store.ts'

const PIN_SECONDS = 20 * 60

/**
 * Sends a message of Helix or IRC if the rules of the chat allow it; otherwise it returns the reason.
 *
 * @param pin whether to pin the message for 20 minutes; the caller has checked that the sender may pin
 */
export function sendMessage(store: Store, message: NewChatMessage, pin = false): SentMessage {
  const drop_reason = findDropReason(store, message) ?? holdBack(store, message)
  if (drop_reason) return { message_id: '', is_sent: false, drop_reason }
  const { id, broadcaster_id, user_id } = createMessage(store, message)
  if (pin)
    pinMessage(store, {
      broadcaster_id,
      message_id: id,
      pinned_by_user_id: user_id,
      duration_seconds: PIN_SECONDS,
    })
  return { message_id: id, is_sent: true, drop_reason: null }
}

/** Holds a message for a moderator if AutoMod or a blocked term matches, unless a moderator wrote it. */
function holdBack(store: Store, message: NewChatMessage): DropReason | undefined {
  const { broadcaster_id, user_id, text } = message
  if (isModerator(store, broadcaster_id, user_id)) return undefined
  const blocked_term_ids = findBlockedTerms(store, broadcaster_id, text).map(({ id }) => id)
  if (blocked_term_ids.length === 0 && !failsAutoMod(text)) return undefined
  const { reply_parent_message_id } = message
  holdMessage(store, { broadcaster_id, user_id, text, reply_parent_message_id, blocked_term_ids })
  return {
    code: 'msg_rejected',
    message: 'Your message is being checked by mods and has not been sent.',
  }
}
