import type { Store } from '../../../engine/store.ts'
import type { StoredUser } from '../../users/store.ts'
import { countFollowers } from '../follows/store.ts'

const FOLLOWERS_OF_A_COMMUNITY = 50

/**
 * The VIP slots by broadcaster type. Twitch gives 10 to 100 slots by unique chatters, which the mock does not count.
 */
const slots = { '': 10, affiliate: 20, partner: 100 } as const

/** Whether a channel has the achievement Build a Community: 50 followers, which every affiliate and partner has. */
export function hasCommunity(store: Store, { id, broadcaster_type }: StoredUser): boolean {
  return broadcaster_type !== '' || countFollowers(store, id) >= FOLLOWERS_OF_A_COMMUNITY
}

/** How many VIPs a channel may have. */
export const slotsOf = ({ broadcaster_type }: StoredUser): number => slots[broadcaster_type]
