import type { Store } from '../../engine/store.ts'
import { hasAuthorized } from '../../resources/accounts/authorizations/store.ts'
import type { StoredSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { EventSubEvent } from '../event.ts'

/**
 * The event without what this subscriber may not see: the email in a user.update is only for apps to which the user
 * granted the scope user:read:email.
 */
export function redactedEvent(
  store: Store,
  { type, event, condition }: EventSubEvent,
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
