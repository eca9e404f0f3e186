import { badRequest, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { both, creates, requireUsers, type Units } from '../../unit.ts'
import { findPowerUp } from '../power-ups/store.ts'
import { PowerUpUnavailable, powerUpRedemptionUnits, redeemPowerUp } from './store.ts'

/** The units of what viewers redeem for Bits. */
export const units: Units = {
  power_up_redemptions: {
    description: 'Redemptions of custom power-ups.',
    rows: () => powerUpRedemptionUnits,
    create: creates(
      'Redeem a power-up for Bits',
      { ...both, power_up_id: t.String(), user_input: t.Optional(t.String({ maxLength: 500 })) },
      (store, { broadcaster_id, user_id, power_up_id, user_input }) => {
        requireUsers(store, broadcaster_id, user_id)
        const powerUp = findPowerUp(store, broadcaster_id, power_up_id)
        if (!powerUp) throw notFound(`There is no power-up ${power_up_id}.`)
        try {
          return redeemPowerUp(store, powerUp, { user_id, user_input }).id
        } catch (error) {
          throw error instanceof PowerUpUnavailable ? badRequest(error.message) : error
        }
      },
    ),
  },
}
