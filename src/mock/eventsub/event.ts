/** An event of EventSub, of one type and version, for the subscriptions whose condition matches. */
export interface EventSubEvent {
  type: string
  version: string
  /**
   * The values by which conditions are matched: a subscription gets the event if all keys that its own condition has,
   * with values that are not empty, are equal here. Keys that are missing here, such as `moderator_user_id`, match.
   */
  condition: Readonly<Record<string, string>>
  /** The `event` of the notification. Batched types have a list of events, each with an id. */
  event: object
  /** When it happened, by the store's clock. */
  at: Date
  /** The only session that gets the event; undefined for all transports. */
  session_id?: string
}

/** Publishes an event to the matching subscriptions. */
export type Publish = (published: EventSubEvent) => void
