import { t } from '../http/schema.ts'
import { updateInvite } from '../resources/guest-star/invites/store.ts'
import { findSession } from '../resources/guest-star/sessions/store.ts'
import { keysOf, type Unit, updates } from './unit.ts'

/** Who is invited to Guest Star sessions. PATCH does what only the guest can: to accept, and to be ready. */
export const guestStarInvites: Unit = {
  rows: () => ({
    sql: 'SELECT session_id, user_id, status, invited_at FROM guest_star_invites',
    key: ['session_id', 'user_id'],
  }),
  id: "session_id || ':' || user_id",
  update: updates({ status: t.Enum(['INVITED', 'ACCEPTED', 'READY']) }, (store, id, { status }) => {
    const [session_id, user_id] = keysOf(id)
    const host = 'SELECT broadcaster_id FROM guest_star_sessions WHERE id = $session_id'
    const { broadcaster_id } = store.get<{ broadcaster_id: string }>(host, { session_id })!
    updateInvite(store, findSession(store, broadcaster_id, session_id)!, user_id, status)
  }),
}
