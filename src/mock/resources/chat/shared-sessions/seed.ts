import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import type { SeedContext } from '../../seed-context.ts'
import { insertSharedChatSession } from './store.ts'

/** A shared chat of the first two live channels. */
export function seedSharedChat(store: Store, { live }: SeedContext): void {
  const [host, guest] = live
  if (!host || !guest) return
  const begun = toSecond(shifted(store.now(), -20 * Milliseconds.minute))
  insertSharedChatSession(store, {
    session_id: store.id(),
    host_broadcaster_id: host.user.id,
    participants: [{ broadcaster_id: host.user.id }, { broadcaster_id: guest.user.id }],
    created_at: begun,
    updated_at: begun,
  })
}
