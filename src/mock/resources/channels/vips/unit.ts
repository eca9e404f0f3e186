import { badRequest, conflict } from '../../../http/errors.ts'
import {
  both,
  creates,
  keysOf,
  PAIR_ID,
  pair,
  pairFixture,
  removes,
  requireUsers,
  type Units,
} from '../../unit.ts'
import { addVip, findVip, insertVip, removeVip, vipUnits } from './store.ts'

/** The units of VIPs. */
export const units: Units = {
  vips: {
    description: 'VIPs of channels. The ID of a row is broadcaster_id:user_id.',
    rows: () => vipUnits,
    id: PAIR_ID,
    create: creates('Make a user a VIP', both, (store, { broadcaster_id, user_id }) => {
      requireUsers(store, broadcaster_id, user_id)
      if (broadcaster_id === user_id) throw badRequest('The broadcaster cannot be a VIP.')
      if (findVip(store, broadcaster_id, user_id)) throw conflict('The user is a VIP already.')
      addVip(store, broadcaster_id, user_id)
      return pair(broadcaster_id, user_id)
    }),
    fixture: pairFixture(insertVip),
    remove: removes('Make a VIP a viewer like the others', (store, id) =>
      removeVip(store, findVip(store, ...keysOf(id))!),
    ),
  },
}
