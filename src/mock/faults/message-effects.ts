/** How a subscription has its messages delivered. */
export type Transport = 'webhook' | 'websocket' | 'conduit'

const everywhere: readonly Transport[] = ['webhook', 'websocket', 'conduit']
const bySession: readonly Transport[] = ['websocket']

/**
 * What can go wrong with a message of EventSub, and by which transports. It is what Twitch tells handlers to guard
 * against. Source: https://dev.twitch.tv/docs/eventsub/handling-webhook-events/,
 * https://dev.twitch.tv/docs/eventsub/handling-websocket-events/
 */
export const messageEffects = {
  drop: everywhere,
  duplicate: everywhere,
  reorder: everywhere,
  old_timestamp: everywhere,
  revocation: everywhere,
  wrong_signature: ['webhook', 'conduit'],
  session_reconnect: bySession,
  no_keepalive: bySession,
  close_4000: bySession,
  close_4001: bySession,
  close_4002: bySession,
  close_4003: bySession,
  close_4004: bySession,
  close_4005: bySession,
  close_4006: bySession,
  close_4007: bySession,
} as const satisfies Record<string, readonly Transport[]>

/** The name of an effect on a message. */
export type MessageEffect = keyof typeof messageEffects

/** The names of the effects on messages. */
export const messageEffectNames = Object.keys(messageEffects) as MessageEffect[]

/** Whether an effect by name is one on messages. */
export const isMessageEffect = (name: string | undefined): name is MessageEffect =>
  name !== undefined && Object.hasOwn(messageEffects, name)

/** Whether a message by a transport can take an effect. */
export const fitsTransport = (name: MessageEffect, transport: Transport) =>
  (messageEffects[name] as readonly Transport[]).includes(transport)

/** A fault that a message has met. */
export interface MessageFault {
  /** The fault's ID. */
  id: string
  /** Nothing but its delay, if it is left out. */
  name?: MessageEffect
  delay_ms: number
}
