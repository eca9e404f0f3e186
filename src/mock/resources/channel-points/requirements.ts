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
 * What only the client that made a reward may do, also after the reward was deleted: read and settle its redemptions.
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
 * A reward that the caller may change.
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
