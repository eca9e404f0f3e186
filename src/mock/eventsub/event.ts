/** An event of EventSub, of one type and version, for the subscriptions that fit its condition. */
export interface EventSubEvent {
  type: string
  version: string
  /**
   * Whom it is for: a subscription gets it if every key here that its own condition has, and has not empty, is equal.
   * A key of the condition that is not here, such as the moderator who listens, does not filter.
   */
  condition: Readonly<Record<string, string>>
  /** The `event` of the notification. Batched types have a list of events, each with an id. */
  event: object
  /** When it happened, by the store's clock. */
  at: Date
  /** The only session that is to get it; without one, every transport. */
  session_id?: string
}

/** Publishes an event to the subscriptions that it fits. */
export type Publish = (published: EventSubEvent) => void
