import { type Static, t } from '../../../http/schema.ts'

/** Source: https://dev.twitch.tv/docs/api/reference/#get-conduits */
export const Conduit = t.Object({ id: t.String(), shard_count: t.Integer() })
export type Conduit = Static<typeof Conduit>

/** The number of a conduit's shards. */
export const ShardCount = t.Integer({ minimum: 1, maximum: 20_000, mayBeText: true })

/** Source: https://dev.twitch.tv/docs/api/reference/#get-conduit-shards */
export const ShardStatus = t.Enum([
  'enabled',
  'webhook_callback_verification_pending',
  'webhook_callback_verification_failed',
  'notification_failures_exceeded',
  'websocket_disconnected',
  'websocket_failed_ping_pong',
  'websocket_received_inbound_traffic',
  'websocket_internal_error',
  'websocket_network_timeout',
  'websocket_network_error',
  'websocket_failed_to_reconnect',
])
export type ShardStatus = Static<typeof ShardStatus>

/** Source: https://dev.twitch.tv/docs/api/reference/#get-conduit-shards */
export const Shard = t.Object({
  id: t.String(),
  status: ShardStatus,
  transport: t.Object({
    method: t.Enum(['webhook', 'websocket']),
    callback: t.Optional(t.String()),
    session_id: t.Optional(t.String()),
    connected_at: t.Optional(t.Timestamp()),
    disconnected_at: t.Optional(t.Timestamp()),
  }),
})
export type Shard = Static<typeof Shard>

/** Why a shard was not updated. */
export const ShardError = t.Object({ id: t.String(), message: t.String(), code: t.String() })
export type ShardError = Static<typeof ShardError>
