import { requirePartnerOrAffiliate } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import type { RewardSettings } from './schema.ts'
import { countRewards, findRewardByTitle, findSettings } from './store.ts'

const MAXIMUM_REWARDS = 50

const limits = [
  ['is_max_per_stream_enabled', 'max_per_stream'],
  ['is_max_per_user_per_stream_enabled', 'max_per_user_per_stream'],
  ['is_global_cooldown_enabled', 'global_cooldown_seconds'],
] as const

/**
 * Refuses a new reward that breaks a rule of the channel: the number of rewards, unique titles, limits with values.
 *
 * @throws HelixError 400, 403
 */
export function requirePossible(
  store: Store,
  broadcaster_id: string,
  wanted: Partial<RewardSettings> & { title: string },
): void {
  requirePartnerOrAffiliate(store, broadcaster_id)
  requireLimits(wanted)
  requireFreeTitle(store, broadcaster_id, wanted.title)
  if (countRewards(store, broadcaster_id) >= MAXIMUM_REWARDS)
    throw badRequest('The request exceeds the maximum number of rewards allowed per channel.')
}

/**
 * Refuses a change of a reward that breaks a rule of the channel.
 *
 * @throws HelixError 400
 */
export function requirePossibleChange(
  store: Store,
  { broadcaster_id, id }: { broadcaster_id: string; id: string },
  changes: Partial<RewardSettings>,
): void {
  requireLimits({ ...findSettings(store, id), ...changes })
  if (changes.title !== undefined) requireFreeTitle(store, broadcaster_id, changes.title, id)
}

/** Requires a value for each limit that is switched on. */
function requireLimits(settings: Partial<RewardSettings>): void {
  const missing = limits.find(([enabled, value]) => settings[enabled] && !settings[value])
  if (missing) throw badRequest(`If ${missing[0]} is true, the minimum value for ${missing[1]} is 1.`)
}

/** Requires a title that no other reward of the channel has. */
function requireFreeTitle(store: Store, broadcaster_id: string, title: string, except?: string): void {
  const taken = findRewardByTitle(store, broadcaster_id, title)
  if (taken !== undefined && taken !== except)
    throw badRequest("The title must be unique amongst all of the broadcaster's custom rewards.")
}
