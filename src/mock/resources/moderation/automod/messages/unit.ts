import { t } from '../../../../http/schema.ts'
import { both, creates, removes, requireUsers, type Units } from '../../../unit.ts'
import { denyMessage, findHeldMessage, heldMessageUnits, holdMessage } from './store.ts'

/** The units of held messages. */
export const units: Units = {
  automod_messages: {
    description: 'Messages that AutoMod holds.',
    rows: () => heldMessageUnits,
    create: creates(
      'Let AutoMod hold a message',
      { ...both, text: t.String({ maxLength: 500 }) },
      (store, fields) => {
        requireUsers(store, fields.broadcaster_id, fields.user_id)
        return holdMessage(store, fields).id
      },
    ),
    remove: removes('Deny a held message, as the broadcaster would', (store, id) => {
      const message = findHeldMessage(store, id)!
      denyMessage(store, message, message.broadcaster_id)
    }),
  },
}
