import type { Store } from '../engine/store.ts'
import { forbidden, type HelixError } from '../http/errors.ts'
import { isModerator } from '../resources/moderation/moderators/store.ts'
import { findUser, type StoredUser } from '../resources/users/store.ts'

/**
 * Finds the user whose ID a request names.
 *
 * @param refusal makes the error, which is made only when it is thrown: an error records its stack, which takes time
 * @throws HelixError the refusal, if there is no such user
 */
export function requireUser(store: Store, id: string, refusal: () => HelixError): StoredUser {
  const user = findUser(store, id)
  if (!user) throw refusal()
  return user
}

/**
 * Requires a channel to be a partner's or affiliate's: only these have channel points, charity and subscriptions.
 *
 * @throws HelixError 403
 */
export function requirePartnerOrAffiliate(store: Store, broadcaster_id: string): void {
  if (!findUser(store, broadcaster_id)?.broadcaster_type) {
    throw forbidden('The broadcaster is not a partner or affiliate.')
  }
}

/**
 * Requires a user to moderate a channel, where `auth.moderatorOf` cannot: the query does not name the channel, the
 * refusal is another one, or the caller is an app.
 *
 * @throws HelixError the refusal, if the user does not moderate the channel
 */
export function requireModerator(
  store: Store,
  broadcaster_id: string,
  user_id: string,
  refusal: () => HelixError,
): void {
  if (!isModerator(store, broadcaster_id, user_id)) throw refusal()
}
