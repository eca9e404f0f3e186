import { hasAuthorized } from '../auth/authorizations/store.ts'
import type { StoredSubscription } from '../helix/eventsub/subscriptions/store.ts'
import type { Store } from '../store/store.ts'
import type { Announcement } from './announcement.ts'

/**
 * The event as this subscriber may know it: the email of a user.update is only for apps that the user gave the scope
 * user:read:email.
 */
export function personalEvent(
  store: Store,
  { type, event, condition }: Announcement,
  { client_id }: StoredSubscription,
): object {
  if (type !== 'user.update') return event
  const mayKnow = hasAuthorized(store, {
    client_id,
    user_id: condition.user_id ?? '',
    scopes: ['user:read:email'],
  })
  return mayKnow ? event : { ...event, email: '', email_verified: false }
}
