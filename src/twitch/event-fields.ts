import documented from './event-fields.json'

/** What the documentation says about one field of an event; a text is what it `is`, where no more is to be said. */
export interface EventField {
  is: 'string' | 'time' | 'integer' | 'boolean' | 'strings' | 'object' | 'objects'
  nullable?: boolean
  /** Missing in the documented examples. */
  optional?: boolean
  enum?: readonly string[]
  /** Of an object, or of each of several. */
  fields?: EventFields
}

/** The fields of an event, or of an object in it, by their names. */
export type EventFields = Readonly<Record<string, EventField | EventField['is']>>

/**
 * The fields of an event of each type, by its name and version: `channel.poll.begin 1`. Those of a batch are the fields
 * of each of its events.
 *
 * Source: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/
 */
export const eventFields = documented as unknown as Readonly<Record<string, EventFields>>
