import { findEventSubType } from '../../../twitch/eventsub.ts'
import type { Store } from '../../engine/store.ts'
import { hasToken } from '../../resources/accounts/tokens/store.ts'
import type { SubscriptionStatus } from '../../resources/eventsub/subscriptions/schema.ts'
import {
  listOfUser,
  type StoredSubscription,
  setStatus,
} from '../../resources/eventsub/subscriptions/store.ts'
import { subscriptionBody } from './dispatch.ts'
import { revocation } from './messages.ts'
import type { Transports } from './transports.ts'

/** The statuses that send a revocation message; a subscriber without a connection cannot get one. */
const notifiedStatuses: readonly string[] = [
  'authorization_revoked',
  'moderator_removed',
  'user_removed',
  'chat_user_banned',
  'notification_failures_exceeded',
  'version_removed',
]

/**
 * Revokes subscriptions whose authorization, role or user is gone, and sends the revocation messages.
 * Source: https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#revoking-your-subscription
 */
export function revokeSubscriptions(store: Store, transports: Transports): void {
  const revoke = (
    user_id: string,
    status: SubscriptionStatus,
    isConcerned: (subscription: StoredSubscription) => boolean,
  ) => {
    for (const subscription of listOfUser(store, user_id)) {
      const isAlive = subscription.status === 'enabled' || subscription.status.endsWith('_pending')
      if (isAlive && isConcerned(subscription)) setStatus(store, subscription, status)
    }
  }

  store.beforeCommit('user.authorization.revoke', ({ client_id, user_id }) =>
    revoke(user_id, 'authorization_revoked', (subscription) => {
      const isOfToken = subscription.user_id === user_id
      return subscription.client_id === client_id && (isOfToken || dependsOn(subscription, user_id))
    }),
  )
  store.beforeCommit('token.revoke', ({ client_id, user_id }) => {
    if (user_id === '' || hasToken(store, client_id, user_id)) return
    revoke(user_id, 'authorization_revoked', (subscription) => {
      return subscription.client_id === client_id && subscription.user_id === user_id
    })
  })
  store.beforeCommit('moderator.remove', ({ broadcaster_id, user_id }) =>
    revoke(user_id, 'moderator_removed', ({ condition }) => {
      return condition.moderator_user_id === user_id && condition.broadcaster_user_id === broadcaster_id
    }),
  )
  store.beforeCommit('ban', ({ broadcaster_id, user_id }) =>
    revoke(user_id, 'chat_user_banned', ({ condition }) => {
      return condition.user_id === user_id && condition.broadcaster_user_id === broadcaster_id
    }),
  )
  store.beforeCommit('user.remove', ({ id }) => revoke(id, 'user_removed', () => true))
  store.beforeCommit('eventsub.subscription.status', (subscription) => {
    if (!notifiedStatuses.includes(subscription.status)) return
    transports.deliver(subscription, () => revocation(store, subscriptionBody(subscription)))
  })
}

/** Whether a subscription depends on the user's authorization of its client. */
function dependsOn({ type, version, condition }: StoredSubscription, user_id: string): boolean {
  const rules = findEventSubType(type, version)
  if (!rules?.subject) return false
  const isBotsChannel = rules.bot === 'channel' && condition.broadcaster_user_id === user_id
  return condition[rules.subject] === user_id || isBotsChannel
}
