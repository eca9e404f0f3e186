/**
 * The reasons of close codes, with the status that the session's subscriptions get.
 * Source: https://dev.twitch.tv/docs/eventsub/handling-websocket-events/#close-message
 */
export const closures = {
  4000: { reason: 'Internal server error', status: 'websocket_internal_error' },
  4001: { reason: 'Client sent inbound traffic', status: 'websocket_received_inbound_traffic' },
  4002: { reason: 'Client failed ping-pong', status: 'websocket_failed_ping_pong' },
  4003: { reason: 'Connection unused', status: 'websocket_connection_unused' },
  4004: { reason: 'Reconnect grace time expired', status: 'websocket_failed_to_reconnect' },
  4005: { reason: 'Network timeout', status: 'websocket_network_timeout' },
  4006: { reason: 'Network error', status: 'websocket_network_error' },
  4007: { reason: 'Invalid reconnect', status: 'websocket_disconnected' },
} as const

/** A close code that a session ends with. */
export type CloseCode = keyof typeof closures
