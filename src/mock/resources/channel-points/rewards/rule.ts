import type { Store } from '../../../engine/store.ts'
import type { RewardSettings } from './schema.ts'
import { countRewards, findRewardByTitle } from './store.ts'

const MAXIMUM_REWARDS = 50

const limits = [
  ['is_max_per_stream_enabled', 'max_per_stream'],
  ['is_max_per_user_per_stream_enabled', 'max_per_user_per_stream'],
  ['is_global_cooldown_enabled', 'global_cooldown_seconds'],
] as const

/** Why a channel cannot have a reward beside those that it has; undefined if it can. */
export function obstacleToReward(
  store: Store,
  broadcaster_id: string,
  wanted: Partial<RewardSettings> & { title: string },
): string | undefined {
  const obstacle = obstacleInLimits(wanted) ?? obstacleToTitle(store, broadcaster_id, wanted.title)
  if (obstacle || countRewards(store, broadcaster_id) < MAXIMUM_REWARDS) return obstacle
  return 'The request exceeds the maximum number of rewards allowed per channel.'
}

/** A limit that is switched on must say how much. */
export function obstacleInLimits(settings: Partial<RewardSettings>): string | undefined {
  const missing = limits.find(([enabled, value]) => settings[enabled] && !settings[value])
  return missing && `If ${missing[0]} is true, the minimum value for ${missing[1]} is 1.`
}

/** No two rewards of a channel have the same title. */
export function obstacleToTitle(
  store: Store,
  broadcaster_id: string,
  title: string,
  except?: string,
): string | undefined {
  const taken = findRewardByTitle(store, broadcaster_id, title)
  if (taken === undefined || taken === except) return undefined
  return "The title must be unique amongst all of the broadcaster's custom rewards."
}
