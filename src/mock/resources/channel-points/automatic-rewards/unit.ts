import { t } from '../../../http/schema.ts'
import { both, creates, requireUsers, type Units } from '../../unit.ts'
import { automaticRedemptionUnits, automaticRewards, redeemAutomaticReward } from './store.ts'

/** The units of automatic rewards. */
export const units: Units = {
  automatic_redemptions: {
    description: "Redemptions of Twitch's own rewards.",
    rows: () => automaticRedemptionUnits,
    create: creates(
      "Redeem a reward of Twitch's own",
      {
        ...both,
        type: t.Enum(automaticRewards),
        cost: t.Optional(t.Integer({ minimum: 1, description: 'Channel Points; 100 if it is left out' })),
        text: t.Optional(t.String({ maxLength: 500 })),
        unlocked_emote: t.Optional(t.Object({ id: t.String(), name: t.String() })),
      },
      (store, { cost = 100, text = null, unlocked_emote = null, ...fields }) => {
        requireUsers(store, fields.broadcaster_id, fields.user_id)
        return redeemAutomaticReward(store, { ...fields, cost, text, unlocked_emote }).id
      },
    ),
  },
}
