import type { Store } from '../../engine/store.ts'
import { badRequest, forbidden } from '../../http/errors.ts'
import { findFollow } from '../channels/follows/store.ts'
import { isClippable } from '../games/store.ts'
import { failsAutoMod } from '../moderation/automod/rule.ts'
import { isBanned } from '../moderation/bans/store.ts'
import { findSubscription } from '../subscriptions/store.ts'
import { findClipSettings } from './store.ts'

/**
 * Requires a category and a title of which clips may be made.
 *
 * @throws HelixError 400
 */
export function requireClippable(store: Store, game_id: string, title = ''): void {
  if (!isClippable(store, game_id)) throw badRequest('The category is not clippable.')
  if (failsAutoMod(title)) throw badRequest('The title did not pass AutoMod checks.')
}

/**
 * Requires that the broadcaster lets a user make clips.
 *
 * @throws HelixError 403
 */
export function requireMayClip(store: Store, broadcaster_id: string, user_id: string): void {
  const { is_enabled, audience } = findClipSettings(store, broadcaster_id)
  if (!is_enabled) throw forbidden('The specified broadcaster has not enabled clips on their channel.')
  if (user_id === broadcaster_id) return
  if (isBanned(store, broadcaster_id, user_id))
    throw forbidden("The user is banned or timed out from the broadcaster's channel.")
  const belongs = {
    everyone: () => true,
    followers: () => findFollow(store, broadcaster_id, user_id) !== undefined,
    subscribers: () => findSubscription(store, broadcaster_id, user_id) !== undefined,
  }
  if (!belongs[audience]()) {
    throw forbidden(
      'The broadcaster has restricted the ability to capture clips to followers and/or subscribers only.',
    )
  }
}
