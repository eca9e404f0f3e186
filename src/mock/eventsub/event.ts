/** What Twitch would tell its subscribers: one event, of one type and version. */
export interface EventSubEvent {
  type: string
  version: string
  /**
   * Whom it is for: a subscription gets it if every key here that its own condition has, and has not empty, is equal.
   * A key of the condition that is not here, such as the moderator who listens, does not filter.
   */
  condition: Readonly<Record<string, string>>
  /** The event as `notification` carries it. Batched types carry a list of events, each with an id. */
  event: object
  /** When it happened, by the store's clock. */
  at: Date
}

/** Where announcements go: the dispatch to subscriptions. */
export type Publish = (published: EventSubEvent) => void
