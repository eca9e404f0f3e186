import { toSecond } from '../../../engine/time.ts'
import { badRequest } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import {
  both,
  creates,
  fixture,
  keysOf,
  PAIR_ID,
  pair,
  removes,
  requireUsers,
  type Units,
} from '../../unit.ts'
import { createFollow, endFollow, followUnits, insertFollow } from './store.ts'

/** The units of follows. */
export const units: Units = {
  follows: {
    description: 'Follows of channels. The ID of a row is broadcaster_id:user_id.',
    rows: () => followUnits,
    id: PAIR_ID,
    create: creates('Let a user follow a channel', both, (store, fields) => {
      requireUsers(store, fields.broadcaster_id, fields.user_id)
      if (fields.broadcaster_id === fields.user_id) throw badRequest('Nobody can follow their own channel.')
      createFollow(store, fields)
      return pair(fields.broadcaster_id, fields.user_id)
    }),
    fixture: fixture({ ...both, followed_at: t.Optional(t.Timestamp()) }, (store, fields) => {
      if (fields.broadcaster_id === fields.user_id) throw badRequest('Nobody can follow their own channel.')
      insertFollow(store, { followed_at: toSecond(store.now()), ...fields })
      return pair(fields.broadcaster_id, fields.user_id)
    }),
    remove: removes('End a follow', (store, id) => endFollow(store, ...keysOf(id))),
  },
}
