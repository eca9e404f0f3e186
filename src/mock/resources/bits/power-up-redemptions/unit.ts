import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'
import { badRequest, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { both, chosenId, creates, fixture, reference, requireUsers, type Units } from '../../unit.ts'
import type { PowerUp } from '../power-ups/schema.ts'
import { findPowerUp } from '../power-ups/store.ts'
import {
  insertPowerUpRedemption,
  PowerUpUnavailable,
  powerUpRedemptionFixtures,
  powerUpRedemptionUnits,
  redeemPowerUp,
} from './store.ts'

const wanted = {
  ...both,
  power_up_id: reference('power_ups'),
  user_input: t.Optional(t.String({ maxLength: 500 })),
}

/** The units of power-up redemptions. */
export const units: Units = {
  power_up_redemptions: {
    description: 'Redemptions of custom power-ups.',
    rows: () => powerUpRedemptionUnits,
    create: creates(
      'Redeem a power-up for Bits',
      wanted,
      (store, { broadcaster_id, user_id, power_up_id, user_input }) => {
        requireUsers(store, broadcaster_id, user_id)
        const powerUp = requirePowerUp(store, broadcaster_id, power_up_id)
        try {
          return redeemPowerUp(store, powerUp, { user_id, user_input }).id
        } catch (error) {
          throw error instanceof PowerUpUnavailable ? badRequest(error.message) : error
        }
      },
    ),
    fixture: fixture(
      {
        ...chosenId,
        ...wanted,
        status: t.Optional(t.Enum(['unfulfilled', 'unknown', 'fulfilled', 'canceled'])),
        redeemed_at: t.Optional(t.Timestamp()),
      },
      (store, { id = store.id(), user_input = '', ...fields }) => {
        const { title, prompt, bits } = requirePowerUp(store, fields.broadcaster_id, fields.power_up_id)
        insertPowerUpRedemption(store, {
          title,
          prompt,
          bits,
          status: 'unfulfilled',
          redeemed_at: toSecond(store.now()),
          ...fields,
          id,
          user_input,
        })
        return id
      },
      { rows: powerUpRedemptionFixtures },
    ),
  },
}

function requirePowerUp(store: Store, broadcaster_id: string, id: string): PowerUp {
  const powerUp = findPowerUp(store, broadcaster_id, id)
  if (!powerUp) throw notFound(`There is no power-up ${id}.`)
  return powerUp
}
