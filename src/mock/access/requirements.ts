import type { Store } from '../engine/store.ts'
import { forbidden, type HelixError } from '../http/errors.ts'
import { isModerator } from '../resources/moderation/moderators/store.ts'
import { findUser, type StoredUser } from '../resources/users/store.ts'

/**
 * The user with an ID that a request names.
 *
 * @throws HelixError the refusal, if there is none
 */
export function requireUser(store: Store, id: string, refusal: HelixError): StoredUser {
  const user = findUser(store, id)
  if (!user) throw refusal
  return user
}

/**
 * What only partners and affiliates have: channel points, charity, subscriptions.
 *
 * @throws HelixError 403
 */
export function requirePartnerOrAffiliate(store: Store, broadcaster_id: string): void {
  if (!findUser(store, broadcaster_id)?.broadcaster_type) {
    throw forbidden('The broadcaster is not a partner or affiliate.')
  }
}

/**
 * What only those may do who moderate a channel, where `auth.moderatorOf` cannot say it: the channel is not named in
 * the query, the refusal is another one, or an app asks.
 *
 * @throws HelixError the refusal, for anybody else
 */
export function requireModerator(
  store: Store,
  broadcaster_id: string,
  user_id: string,
  refusal: HelixError,
): void {
  if (!isModerator(store, broadcaster_id, user_id)) throw refusal
}
