import { conflict } from '../../../http/errors.ts'
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
import { createEditor, editorUnits, insertEditor, isEditor, removeEditor } from './store.ts'

/** The units of editors. */
export const units: Units = {
  editors: {
    description: 'Editors of channels. The ID of a row is broadcaster_id:user_id.',
    rows: () => editorUnits,
    id: PAIR_ID,
    create: creates('Make a user an editor', both, (store, fields) => {
      const { broadcaster_id, user_id } = fields
      requireUsers(store, broadcaster_id, user_id)
      if (isEditor(store, broadcaster_id, user_id)) throw conflict('The user may edit the channel already.')
      createEditor(store, fields)
      return pair(broadcaster_id, user_id)
    }),
    fixture: pairFixture(insertEditor),
    remove: removes('Remove an editor', (store, id) => removeEditor(store, ...keysOf(id))),
  },
}
