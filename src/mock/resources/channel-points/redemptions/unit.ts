import { badRequest, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { both, creates, requireUsers, type Units } from '../../unit.ts'
import { findReward } from '../rewards/store.ts'
import { RewardUnavailable, redeem, redemptionUnits } from './store.ts'

/** The units of redemptions. */
export const units: Units = {
  redemptions: {
    description: 'Redemptions of custom rewards.',
    rows: () => redemptionUnits,
    create: creates(
      'Redeem a custom reward',
      { ...both, reward_id: t.String(), user_input: t.Optional(t.String({ maxLength: 200 })) },
      (store, fields) => {
        requireUsers(store, fields.broadcaster_id, fields.user_id)
        const reward = findReward(store, fields.broadcaster_id, fields.reward_id)
        if (!reward) throw notFound(`There is no reward ${fields.reward_id}.`)
        try {
          return redeem(store, reward, fields).id
        } catch (error) {
          throw error instanceof RewardUnavailable ? badRequest(error.message) : error
        }
      },
    ),
  },
}
