import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { both, chosenId, creates, fixture, reference, requireUsers, type Units, updates } from '../../unit.ts'
import type { CustomReward } from '../rewards/schema.ts'
import { findReward } from '../rewards/store.ts'
import { Redemption, Settlement } from './schema.ts'
import {
  findOpenRedemption,
  insertRedemption,
  RewardUnavailable,
  redeem,
  redemptionFixtures,
  redemptionUnits,
  settleRedemption,
} from './store.ts'

const wanted = {
  ...both,
  reward_id: reference('rewards'),
  user_input: t.Optional(t.String({ maxLength: 200 })),
}

/** The units of redemptions. */
export const units: Units = {
  redemptions: {
    description: 'Redemptions of custom rewards.',
    rows: () => redemptionUnits,
    create: creates('Redeem a custom reward', wanted, (store, fields) => {
      requireUsers(store, fields.broadcaster_id, fields.user_id)
      const reward = requireReward(store, fields.broadcaster_id, fields.reward_id)
      try {
        return redeem(store, reward, fields).id
      } catch (error) {
        throw error instanceof RewardUnavailable ? badRequest(error.message) : error
      }
    }),
    fixture: fixture(
      {
        ...chosenId,
        ...wanted,
        status: t.Optional(Redemption.properties.status),
        redeemed_at: t.Optional(t.Timestamp()),
      },
      (store, { id = store.id(), reward_id, ...fields }) => {
        const { title, prompt, cost } = requireReward(store, fields.broadcaster_id, reward_id)
        insertRedemption(store, {
          user_input: '',
          status: 'UNFULFILLED',
          redeemed_at: toSecond(store.now()),
          ...fields,
          id,
          reward: { id: reward_id, title, prompt, cost },
        })
        return id
      },
      { rows: redemptionFixtures },
    ),
    update: updates('Fulfil or cancel a redemption', { status: Settlement }, (store, id, { status }) => {
      const redemption = findOpenRedemption(store, id)
      if (!redemption) throw badRequest('The redemption was settled already.')
      settleRedemption(store, redemption, status)
    }),
  },
}

function requireReward(store: Store, broadcaster_id: string, id: string): CustomReward {
  const reward = findReward(store, broadcaster_id, id)
  if (!reward) throw notFound(`There is no reward ${id}.`)
  return reward
}
