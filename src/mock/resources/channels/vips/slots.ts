import type { Store } from '../../../engine/store.ts'
import type { StoredUser } from '../../users/store.ts'
import { countFollowers } from '../follows/store.ts'

const FOLLOWERS_OF_A_COMMUNITY = 50

/**
 * Twitch gives slots by unique chatters, from 10 to 100, whom nobody counts here: what a channel has become must do.
 */
const slots = { '': 10, affiliate: 20, partner: 100 } as const

/** Whether the Build a Community achievement is done: 50 followers, as no affiliate or partner lacks. */
export function hasCommunity(store: Store, { id, broadcaster_type }: StoredUser): boolean {
  return broadcaster_type !== '' || countFollowers(store, id) >= FOLLOWERS_OF_A_COMMUNITY
}

/** How many VIPs a channel may have. */
export const slotsOf = ({ broadcaster_type }: StoredUser): number => slots[broadcaster_type]
