import { t } from '../../../http/schema.ts'
import { both, creates, requireUsers, type Units } from '../../unit.ts'
import { cheer, cheerUnits } from './store.ts'

/** The units of cheers. */
export const units: Units = {
  cheers: {
    description: 'Bits that users cheered.',
    rows: () => cheerUnits,
    create: creates(
      'Cheer with Bits',
      { ...both, bits: t.Integer({ minimum: 1, maximum: 1_000_000 }), message: t.Optional(t.String()) },
      (store, fields) => {
        requireUsers(store, fields.broadcaster_id, fields.user_id)
        return cheer(store, fields).id
      },
    ),
  },
}
