import type { Store } from '../../engine/store.ts'
import { badRequest, forbidden } from '../../http/errors.ts'
import { findGuestStarSession, type GuestStarSessionRow } from './sessions/store.ts'
import { getSettings } from './settings/store.ts'

/** The slot of the host. */
export const HOST_SLOT = '0'

/** The refusal of a session that is not the running one of the channel. */
export const invalidSession = 'Missing or invalid session_id'
/** The refusal of a slot that does not exist. */
export const invalidSlot = 'Missing or invalid slot_id'

/** The refusal of a caller who may not manage the session. */
export const notAModerator = () =>
  forbidden("The user in moderator_id is not one of the broadcaster's moderators.")

/**
 * Finds the running session of a broadcaster.
 *
 * @throws HelixError 400 with the refusal
 */
export function requireGuestStarSession(
  store: Store,
  broadcaster_id: string,
  id: string,
  refusal = invalidSession,
): GuestStarSessionRow {
  const session = findGuestStarSession(store, broadcaster_id, id)
  if (!session || session.ended_at !== null) throw badRequest(refusal)
  return session
}

/**
 * Requires a slot that guests may have on the channel.
 *
 * @throws HelixError 400
 */
export function requireGuestSlot(store: Store, broadcaster_id: string, slot_id: string): void {
  const { slot_count } = getSettings(store, broadcaster_id)
  if (!/^[1-9]$/.test(slot_id) || Number(slot_id) > slot_count) throw badRequest(invalidSlot)
}
