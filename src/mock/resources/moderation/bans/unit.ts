import { toSecond } from '../../../engine/time.ts'
import { badRequest, conflict } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import {
  both,
  creates,
  fixture,
  keysOf,
  PAIR_ID,
  pair,
  reference,
  removes,
  requireUsers,
  type Units,
} from '../../unit.ts'
import { banUnits, banUser, findBan, insertBan, isBanned, unbanUser } from './store.ts'

const decided = {
  ...both,
  moderator_id: t.Optional(
    reference('users', { description: 'Who bans; the broadcaster if it is left out' }),
  ),
  reason: t.Optional(t.String({ maxLength: 500 })),
}

const TWO_WEEKS = 14 * 24 * 60 * 60

/** The units of bans and timeouts. */
export const units: Units = {
  bans: {
    description: 'Bans and timeouts. The ID of a row is broadcaster_id:user_id.',
    rows: () => banUnits,
    id: PAIR_ID,
    create: creates(
      'Ban a user, or put a user in a timeout',
      {
        ...decided,
        duration: t.Optional(
          t.Integer({
            minimum: 1,
            maximum: TWO_WEEKS,
            description: 'Seconds; without it the ban has no end',
          }),
        ),
      },
      (store, { moderator_id, ...wanted }) => {
        const { broadcaster_id, user_id } = wanted
        requireUsers(store, broadcaster_id, user_id, moderator_id ?? broadcaster_id)
        if (broadcaster_id === user_id) throw badRequest('The broadcaster cannot be banned.')
        if (isBanned(store, broadcaster_id, user_id)) throw conflict('The user is banned already.')
        banUser(store, { ...wanted, moderator_id: moderator_id ?? broadcaster_id })
        return pair(broadcaster_id, user_id)
      },
    ),
    fixture: fixture(
      {
        ...decided,
        created_at: t.Optional(t.Timestamp()),
        expires_at: t.Optional(
          t.Timestamp({ description: 'When a timeout ends; without it the ban has no end' }),
        ),
      },
      (store, fields) => {
        const { broadcaster_id, user_id } = fields
        insertBan(store, {
          moderator_id: broadcaster_id,
          reason: '',
          created_at: toSecond(store.now()),
          expires_at: '',
          ...fields,
        })
        return pair(broadcaster_id, user_id)
      },
    ),
    remove: removes('Lift a ban', (store, id) => {
      const [broadcaster_id, user_id] = keysOf(id)
      unbanUser(store, findBan(store, broadcaster_id, user_id)!, broadcaster_id)
    }),
  },
}
