import { eventSubTypeNames } from '../../../../twitch/eventsub.ts'
import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-eventsub-subscriptions */
export const SubscriptionStatus = t.Enum([
  'enabled',
  'webhook_callback_verification_pending',
  'webhook_callback_verification_failed',
  'notification_failures_exceeded',
  'authorization_revoked',
  'moderator_removed',
  'user_removed',
  'chat_user_banned',
  'version_removed',
  'beta_maintenance',
  'conduit_deleted',
  'websocket_disconnected',
  'websocket_failed_ping_pong',
  'websocket_received_inbound_traffic',
  'websocket_connection_unused',
  'websocket_internal_error',
  'websocket_network_timeout',
  'websocket_network_error',
  'websocket_failed_to_reconnect',
])
export type SubscriptionStatus = Static<typeof SubscriptionStatus>

/** The name of a subscription type. */
export const TypeName = t.Enum(eventSubTypeNames)

/** The transport as Helix writes it, without a webhook's secret. */
const Transport = t.Object({
  method: t.Enum(['webhook', 'websocket', 'conduit']),
  callback: t.Optional(t.String()),
  session_id: t.Optional(t.String()),
  connected_at: t.Optional(t.Timestamp()),
  disconnected_at: t.Optional(t.Timestamp()),
  conduit_id: t.Optional(t.String()),
})
/** The transport of a subscription. */
export type Transport = Static<typeof Transport>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-eventsub-subscriptions */
export const EventSubSubscription = t.Object({
  id: t.String(),
  status: SubscriptionStatus,
  type: t.String(),
  version: t.String(),
  condition: t.Record(t.String(), t.String()),
  created_at: t.Timestamp(),
  transport: Transport,
  cost: t.Integer(),
})
export type EventSubSubscription = Static<typeof EventSubSubscription>
