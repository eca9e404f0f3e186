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
import { addModerator, findModerator, insertModerator, moderatorUnits, removeModerator } from './store.ts'

/** The units of moderators. */
export const units: Units = {
  moderators: {
    description: 'Moderators of channels. The ID of a row is broadcaster_id:user_id.',
    rows: () => moderatorUnits,
    id: PAIR_ID,
    create: creates('Make a user a moderator', both, (store, { broadcaster_id, user_id }) => {
      requireUsers(store, broadcaster_id, user_id)
      if (broadcaster_id === user_id) throw badRequest('The broadcaster cannot be a moderator.')
      if (findModerator(store, broadcaster_id, user_id)) throw conflict('The user is a moderator already.')
      addModerator(store, broadcaster_id, user_id)
      return pair(broadcaster_id, user_id)
    }),
    fixture: pairFixture(insertModerator),
    remove: removes('Make a moderator a viewer like the others', (store, id) =>
      removeModerator(store, findModerator(store, ...keysOf(id))!),
    ),
  },
}
