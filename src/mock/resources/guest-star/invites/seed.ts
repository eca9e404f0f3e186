import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertGuest, insertGuestStarSession } from '../sessions/store.ts'
import { insertInvite, insertReadyUser } from './store.ts'

/**
 * A session of the first user of the tail with a guest and two invited users. Invited users are ready at once, except a
 * quarter of the tail, with whom a test can try the steps to readiness.
 */
export function seedGuestStar(store: Store, { users, tail }: SeedContext): void {
  const unready = new Set(tail.filter((_, index) => index % 4 === 0))
  for (const user of users) if (!unready.has(user)) insertReadyUser(store, user.id)
  const [host] = tail
  const [guest, ready, invited] = users.filter((user) => user !== host).slice(-3)
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
