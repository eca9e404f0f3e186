import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { findGame } from '../../games/store.ts'
import { chosenId, creates, fixture, reference, requireUsers, type Units } from '../../unit.ts'
import { FulfillmentStatus } from './schema.ts'
import { dropUnits, grantEntitlement, insertEntitlement } from './store.ts'

const earned = { user_id: reference('users'), game_id: reference('categories'), benefit_id: t.String() }

/** The units of Drops entitlements. */
export const units: Units = {
  drops: {
    description: 'Drops entitlements that users have earned.',
    rows: () => dropUnits,
    create: creates('Grant an entitlement', earned, (store, fields) => {
      requireUsers(store, fields.user_id)
      if (!findGame(store, fields.game_id)) throw notFound(`There is no category ${fields.game_id}.`)
      return grantEntitlement(store, fields).id
    }),
    fixture: fixture(
      {
        ...chosenId,
        ...earned,
        timestamp: t.Optional(t.Timestamp()),
        fulfillment_status: t.Optional(FulfillmentStatus),
        last_updated: t.Optional(t.Timestamp()),
      },
      (store, { id = store.id(), timestamp = store.now().toISOString(), ...fields }) => {
        const standing = { fulfillment_status: 'CLAIMED', last_updated: timestamp } as const
        insertEntitlement(store, { ...standing, ...fields, id, timestamp })
        return id
      },
    ),
  },
}
