import type { Store } from '../../../engine/store.ts'
import { isVip } from '../../channels/vips/store.ts'
import { isLeadModerator } from '../../moderation/lead-moderators/store.ts'
import { hasModeratorRole } from '../../moderation/moderators/store.ts'
import { findCumulativeMonths } from '../../subscriptions/store.ts'
import { findUser } from '../../users/store.ts'
import { hasTurbo } from '../color/store.ts'
import { listChatBadges } from './store.ts'

/** A badge that a user wears in chat, with EventSub's members. */
export interface WornBadge {
  set_id: string
  id: string
  /** The number of months, for a subscriber badge; otherwise empty. */
  info: string
}

/** The badges that a user wears in a channel's chat. */
export function listWornBadges(store: Store, broadcaster_id: string, user_id: string): WornBadge[] {
  const subscriber = subscriberBadge(store, broadcaster_id, user_id)
  const leads = isLeadModerator(store, broadcaster_id, user_id)
  const sets: [set_id: string, worn: boolean][] = [
    ['broadcaster', user_id === broadcaster_id],
    ['lead_moderator', leads],
    ['moderator', !leads && hasModeratorRole(store, broadcaster_id, user_id)],
    ['vip', isVip(store, broadcaster_id, user_id)],
    ['partner', findUser(store, user_id)?.broadcaster_type === 'partner'],
    ['turbo', hasTurbo(store, user_id)],
  ]
  const others = sets.filter(([, worn]) => worn).map(([set_id]) => ({ set_id, id: '1', info: '' }))
  return subscriber ? [...others, subscriber] : others
}

/** The subscriber badge for the most months that the user has reached. */
function subscriberBadge(store: Store, broadcaster_id: string, user_id: string): WornBadge | undefined {
  const cumulative_months = findCumulativeMonths(store, broadcaster_id, user_id)
  if (cumulative_months === undefined) return undefined
  const own = listChatBadges(store, broadcaster_id).find(({ set_id }) => set_id === 'subscriber')
  const reached =
    own?.versions.map(({ id }) => Number(id)).filter((months) => months <= cumulative_months) ?? []
  return { set_id: 'subscriber', id: String(Math.max(0, ...reached)), info: String(cumulative_months) }
}
