import { keysOf, type Units, updates } from '../../unit.ts'
import { findGuestStarSessionById } from '../sessions/store.ts'
import { GuestStarInvite } from './schema.ts'
import { inviteUnits, updateInvite } from './store.ts'

/** The units of Guest Star invites. */
export const units: Units = {
  guest_star_invites: {
    description: 'Invites to Guest Star sessions. The ID of a row is session_id:user_id.',
    rows: () => inviteUnits,
    id: "session_id || ':' || user_id",
    update: updates(
      'Accept an invite and get ready, as only the guest can',
      { status: GuestStarInvite.properties.status },
      (store, id, { status }) => {
        const [session_id, user_id] = keysOf(id)
        updateInvite(store, findGuestStarSessionById(store, session_id)!, user_id, status)
      },
    ),
  },
}
