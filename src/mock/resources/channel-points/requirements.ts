import type { Caller } from '../../access/auth.ts'
import type { Store } from '../../engine/store.ts'
import { forbidden, notFound } from '../../http/errors.ts'
import type { CustomReward } from './rewards/schema.ts'
import { findMaker, findReward } from './rewards/store.ts'

interface Named {
  broadcaster_id: string
  id: string
  /** The query parameter that names the reward. */
  parameter?: 'id' | 'reward_id'
}

/**
 * Requires the caller to be the client that created a reward, even a deleted one: only it may read and settle the
 * redemptions.
 *
 * @throws HelixError 404, 403
 */
export function requireMaker(
  store: Store,
  { client_id }: Caller,
  { broadcaster_id, id, parameter = 'id' }: Named,
): void {
  const maker = findMaker(store, broadcaster_id, id)
  if (!maker) throw unknownReward(parameter)
  if (maker.client_id !== client_id) {
    throw forbidden(
      'The ID in the Client-Id header must match the client ID used to create the custom reward.',
    )
  }
}

/**
 * Finds a reward, and requires that the caller may change it.
 *
 * @throws HelixError 404, 403
 */
export function requireOwnReward(store: Store, caller: Caller, named: Named): CustomReward {
  requireMaker(store, caller, named)
  const reward = findReward(store, named.broadcaster_id, named.id)
  if (!reward) throw unknownReward(named.parameter)
  return reward
}

const unknownReward = (parameter = 'id') =>
  notFound(`The custom reward specified in the ${parameter} query parameter was not found.`)
