import type { Store } from '../../../engine/store.ts'

/** A chat message of an extension, under the extension's name. */
export interface ExtensionChatMessage {
  broadcaster_id: string
  extension_id: string
  extension_name: string
  text: string
}

/** A PubSub message of an extension to its viewers. */
export interface ExtensionPubSubMessage {
  extension_id: string
  /** The channel; empty for all channels on which the extension is active. */
  broadcaster_id: string
  target: readonly string[]
  message: string
}

declare module '../../../engine/events.ts' {
  interface Events {
    'extension.chat_message': ExtensionChatMessage
    'extension.pubsub_message': ExtensionPubSubMessage
  }
}

/** Sends a chat message of an extension to a channel. */
export function sendChatMessage(store: Store, message: ExtensionChatMessage): void {
  store.emit('extension.chat_message', message)
}

/** Sends a PubSub message of an extension. */
export function sendPubSubMessage(store: Store, message: ExtensionPubSubMessage): void {
  store.emit('extension.pubsub_message', message)
}
