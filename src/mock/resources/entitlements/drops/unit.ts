import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { findGame } from '../../games/store.ts'
import { creates, requireUsers, type Units } from '../../unit.ts'
import { dropUnits, grantEntitlement } from './store.ts'

/** The units of Drops entitlements. */
export const units: Units = {
  drops: {
    description: 'Drops entitlements that users have earned.',
    rows: () => dropUnits,
    create: creates(
      'Grant an entitlement',
      { user_id: t.String(), game_id: t.String(), benefit_id: t.String() },
      (store, fields) => {
        requireUsers(store, fields.user_id)
        if (!findGame(store, fields.game_id)) throw notFound(`There is no category ${fields.game_id}.`)
        return grantEntitlement(store, fields).id
      },
    ),
  },
}
