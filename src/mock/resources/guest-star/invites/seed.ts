import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertGuest, insertGuestStarSession } from '../sessions/store.ts'
import { insertInvite, insertReadyUser } from './store.ts'

/**
 * A session of the first user with a guest and two invited users. Three of four users are ready as soon as they are
 * invited; with the others the way to readiness can be tried out.
 */
export function seedGuestStar(store: Store, { users }: SeedContext): void {
  for (const [index, user] of users.entries()) if (index % 4 !== 3) insertReadyUser(store, user.id)
  const [host, guest, ready, invited] = users
  if (!host || !guest || !ready || !invited) return
  store.at(shifted(store.now(), -20 * Milliseconds.minute), () => {
    const session_id = insertGuestStarSession(store, host.id).id
    const media = { is_guest_enabled: true, is_available: true }
    const place = { slot_id: '1', is_live: true, audio: media, video: media }
    insertGuest(store, { session_id, user_id: guest.id, ...place })
    insertInvite(store, session_id, ready.id, 'READY')
    insertInvite(store, session_id, invited.id, 'INVITED')
  })
}
