/** The transport of a subscription. */
export type Transport = 'webhook' | 'websocket' | 'conduit'

const everywhere: readonly Transport[] = ['webhook', 'websocket', 'conduit']
const bySession: readonly Transport[] = ['websocket']

/**
 * The effects of faults on EventSub's messages, each with its transports. They are the failures that Twitch tells
 * handlers to expect. Source: https://dev.twitch.tv/docs/eventsub/handling-webhook-events/,
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

/** Whether a name is that of an effect on messages. */
export const isMessageEffect = (name: string | undefined): name is MessageEffect =>
  name !== undefined && Object.hasOwn(messageEffects, name)

/** Whether an effect is possible with a transport. */
export const fitsTransport = (name: MessageEffect, transport: Transport) =>
  (messageEffects[name] as readonly Transport[]).includes(transport)

/** A fault that applies to a message. */
export interface MessageFault {
  /** The fault's ID. */
  id: string
  /** The effect; undefined for a mere delay. */
  name?: MessageEffect
  delay_ms: number
}
