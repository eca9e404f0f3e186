import type { Store } from '../../../engine/store.ts'
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
import { hasModeratorRole } from '../moderators/store.ts'
import {
  addLeadModerator,
  insertLeadModerator,
  isLeadModerator,
  leadModeratorUnits,
  removeLeadModerator,
} from './store.ts'

/** The units of lead moderators. */
export const units: Units = {
  lead_moderators: {
    description:
      'Moderators with the badge lead_moderator in place of moderator. The ID of a row is broadcaster_id:user_id.',
    rows: () => leadModeratorUnits,
    id: PAIR_ID,
    create: creates('Make a moderator a lead moderator', both, (store, { broadcaster_id, user_id }) => {
      requireUsers(store, broadcaster_id, user_id)
      requireModeratorRole(store, broadcaster_id, user_id)
      if (isLeadModerator(store, broadcaster_id, user_id)) {
        throw conflict('The user is a lead moderator already.')
      }
      addLeadModerator(store, broadcaster_id, user_id)
      return pair(broadcaster_id, user_id)
    }),
    fixture: pairFixture((store, row) => {
      requireModeratorRole(store, row.broadcaster_id, row.user_id)
      insertLeadModerator(store, row)
    }),
    remove: removes('Make a lead moderator a moderator like the others', (store, id) =>
      removeLeadModerator(store, ...keysOf(id)),
    ),
  },
}

function requireModeratorRole(store: Store, broadcaster_id: string, user_id: string): void {
  if (!hasModeratorRole(store, broadcaster_id, user_id)) throw badRequest('The user is not a moderator.')
}
