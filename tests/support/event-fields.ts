import { type EventField, type EventFields, eventFields } from '../../src/twitch/event-fields.ts'
import documented from '../reference/eventsub-types.json'

export type { EventField, EventFields }

/** What the documentation says about a type of subscription in one of its versions. */
export interface DocumentedEvent {
  type: string
  version: string
  isBatched: boolean
  condition: readonly string[]
  fields: EventFields
}

export const documentedEvents: readonly DocumentedEvent[] = documented.map((known) => ({
  ...known,
  fields: eventFields[`${known.type} ${known.version}`]!,
}))

const NANOSECONDS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/

const checks: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  time: (value) => typeof value === 'string' && NANOSECONDS.test(value),
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  strings: (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
  object: (value) => typeof value === 'object' && !Array.isArray(value),
  objects: (value) => Array.isArray(value) && value.every((item) => typeof item === 'object'),
}

/** In what an event is not as it is documented: field by field, none missing and none besides. */
export function faultsOf(event: object, fields: EventFields, path = ''): string[] {
  const body = event as Record<string, unknown>
  const strangers = Object.keys(body).filter((name) => !(name in fields))
  return [
    ...strangers.map((name) => `${path}${name} is not documented`),
    ...Object.entries(fields).flatMap(([name, field]) =>
      fieldFaults(body[name], typeof field === 'string' ? { is: field } : field, path + name),
    ),
  ]
}

function fieldFaults(
  value: unknown,
  { is, nullable, optional, enum: values, fields }: EventField,
  path: string,
): string[] {
  if (value === undefined) return optional ? [] : [`${path} is missing`]
  if (value === null) return nullable ? [] : [`${path} is null`]
  if (!checks[is]!(value)) return [`${path} is not a ${is}: ${JSON.stringify(value)}`]
  if (values && !values.includes(value as string) && !Array.isArray(value))
    return [`${path} may not be ${value}`]
  if (!fields) return []
  return [value].flat().flatMap((item) => faultsOf(item as object, fields, `${path}.`))
}
