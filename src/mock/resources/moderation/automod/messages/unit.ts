import { t } from '../../../../http/schema.ts'
import {
  both,
  chosenId,
  creates,
  fixture,
  removes,
  requireUsers,
  type Units,
  updates,
} from '../../../unit.ts'
import { Levels } from '../settings/schema.ts'
import { Action } from './schema.ts'
import {
  decisions,
  denyMessage,
  findHeldMessage,
  heldMessageFixtures,
  heldMessageUnits,
  holdMessage,
  insertHeldMessage,
  offense,
} from './store.ts'

const categories = Object.keys(Levels.properties)

const said = { ...both, text: t.String({ maxLength: 500 }) }

/** The units of held messages. */
export const units: Units = {
  automod_messages: {
    description: 'Messages that AutoMod holds.',
    rows: () => heldMessageUnits,
    create: creates('Let AutoMod hold a message', said, (store, fields) => {
      requireUsers(store, fields.broadcaster_id, fields.user_id)
      return holdMessage(store, fields).id
    }),
    fixture: fixture(
      {
        ...chosenId,
        ...said,
        category: t.Optional(t.Enum(categories, { default: offense.category })),
        level: t.Optional(t.Integer({ minimum: 0, maximum: 4, default: offense.level })),
        held_at: t.Optional(t.Timestamp()),
      },
      (store, { id = store.id(), category = offense.category, ...fields }) => {
        insertHeldMessage(store, {
          level: offense.level,
          held_at: store.now().toISOString(),
          ...fields,
          id,
          category: category as keyof Levels,
          reply_parent_message_id: null,
          blocked_term_ids: [],
        })
        return id
      },
      { rows: heldMessageFixtures },
    ),
    update: updates(
      'Allow or deny a held message, as the broadcaster would',
      { action: Action },
      (store, id, { action }) => {
        const message = findHeldMessage(store, id)!
        decisions[action](store, message, message.broadcaster_id)
      },
    ),
    remove: removes('Deny a held message, as the broadcaster would', (store, id) => {
      const message = findHeldMessage(store, id)!
      denyMessage(store, message, message.broadcaster_id)
    }),
  },
}
