import type { Store } from '../../../engine/store.ts'
import type { EventSubEvent, Publish } from '../../event.ts'
import { named } from './named.ts'

/** The events about one subject: what in the store makes Twitch publish them, and what they look like. */
export interface EventGroup {
  /** Says what to publish when something happens in the store. */
  listen(on: Store['on'], store: Store, publish: Publish): void
  /** For each type what would be announced, in every version that the type has. */
  examples: Readonly<Record<string, Example>>
}

export type Example = (context: ExampleContext) => EventSubEvent | readonly EventSubEvent[]

/** Who plays in an example. */
export interface ExampleContext {
  store: Store
  at: Date
  version: string
  /** What the subscription wants, as far as it is known. */
  condition: Readonly<Record<string, string>>
  broadcaster_id: string
  /** A moderator of the channel, or its broadcaster. */
  moderator_id: string
  /** A viewer, and somebody else with a channel. */
  user_id: string
  other_id: string
}

/** What and where it happened, and when. */
export interface EventHeader {
  type: string
  version?: string
  broadcaster_id: string
  at: Date
}

/** Announces what happened in a channel, with the channel's broadcaster. More of the condition may filter. */
export function inChannel(
  store: Store,
  { type, version = '1', broadcaster_id, at }: EventHeader,
  event: object,
  condition: Readonly<Record<string, string>> = {},
): EventSubEvent {
  return {
    type,
    version,
    condition: { broadcaster_user_id: broadcaster_id, ...condition },
    event: { ...named(store, 'broadcaster_user', broadcaster_id), ...event },
    at,
  }
}
