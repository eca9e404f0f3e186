import { toSecond } from '../../../engine/time.ts'
import { t } from '../../../http/schema.ts'
import {
  both,
  broadcaster,
  chosenId,
  creates,
  fixture,
  reference,
  requireUsers,
  type Units,
} from '../../unit.ts'
import { cheer, cheerUnits, insertCheer } from './store.ts'

const bits = t.Integer({ minimum: 1, maximum: 1_000_000 })

/** The units of cheers. */
export const units: Units = {
  cheers: {
    description: 'Bits that users cheered.',
    rows: () => cheerUnits,
    create: creates(
      'Cheer with Bits',
      { ...both, bits, message: t.Optional(t.String()) },
      (store, fields) => {
        requireUsers(store, fields.broadcaster_id, fields.user_id)
        return cheer(store, fields).id
      },
    ),
    fixture: fixture(
      {
        ...chosenId,
        ...broadcaster,
        user_id: t.Optional(reference('users', { description: 'Nobody for an anonymous cheer' })),
        bits,
        message: t.Optional(t.String({ minLength: 0 })),
        cheered_at: t.Optional(t.Timestamp()),
      },
      (store, { id = store.id(), user_id = null, ...fields }) => {
        const said = { message: `Cheer${fields.bits}`, cheered_at: toSecond(store.now()) }
        insertCheer(store, { ...said, ...fields, id, user_id })
        return id
      },
    ),
  },
}
