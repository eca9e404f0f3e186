import { toSecond } from '../../../engine/time.ts'
import { t } from '../../../http/schema.ts'
import { both, chosenId, creates, fixture, requireUsers, type Units } from '../../unit.ts'
import {
  automaticRedemptionUnits,
  automaticRewards,
  insertAutomaticRedemption,
  redeemAutomaticReward,
} from './store.ts'

const USUAL_COST = 100

const wanted = {
  ...both,
  type: t.Enum(automaticRewards),
  cost: t.Optional(t.Integer({ minimum: 1, default: USUAL_COST, description: 'Channel Points' })),
  text: t.Optional(t.String({ maxLength: 500 })),
  unlocked_emote: t.Optional(t.Object({ id: t.String(), name: t.String() })),
}

/** The units of automatic rewards. */
export const units: Units = {
  automatic_redemptions: {
    description: "Redemptions of Twitch's own rewards.",
    rows: () => automaticRedemptionUnits,
    create: creates(
      "Redeem a reward of Twitch's own",
      wanted,
      (store, { cost = USUAL_COST, text = null, unlocked_emote = null, ...fields }) => {
        requireUsers(store, fields.broadcaster_id, fields.user_id)
        return redeemAutomaticReward(store, { ...fields, cost, text, unlocked_emote }).id
      },
    ),
    fixture: fixture(
      { ...chosenId, ...wanted, redeemed_at: t.Optional(t.Timestamp()) },
      (store, { id = store.id(), ...fields }) => {
        insertAutomaticRedemption(store, {
          cost: USUAL_COST,
          text: null,
          unlocked_emote: null,
          redeemed_at: toSecond(store.now()),
          ...fields,
          id,
        })
        return id
      },
    ),
  },
}
