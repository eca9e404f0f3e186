import documented from './event-fields.json'

/** The documentation of a field of an event. A mere text in its place is the `is` of a field without more. */
export interface EventField {
  is: 'string' | 'time' | 'integer' | 'boolean' | 'strings' | 'object' | 'objects'
  nullable?: boolean
  /** Whether the field is missing in documented examples. */
  optional?: boolean
  enum?: readonly string[]
  /** The fields of an object, or of each object in a list. */
  fields?: EventFields
}

/** The fields of an event, or of an object in it, by name. */
export type EventFields = Readonly<Record<string, EventField | EventField['is']>>

/**
 * The fields of an event of each type, by its name and version: `channel.poll.begin 1`. Those of a batch are the fields
 * of each of its events.
 *
 * Source: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/
 */
export const eventFields = documented as unknown as Readonly<Record<string, EventFields>>
