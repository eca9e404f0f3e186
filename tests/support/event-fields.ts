import documented from '../reference/eventsub-fields.json'

/** What the documentation says about one field of an event. */
export interface Field {
  is: string
  nullable?: boolean
  /** Missing in the documented examples. */
  optional?: boolean
  enum?: readonly string[]
  fields?: Fields
}

export type Fields = Record<string, string | Field>

/** What the documentation says about a type of subscription in one of its versions. */
export interface DocumentedEvent {
  type: string
  version: string
  isBatched: boolean
  condition: readonly string[]
  fields: Fields
}

export const documentedEvents = documented as unknown as readonly DocumentedEvent[]

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
export function faultsOf(event: object, fields: Fields, path = ''): string[] {
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
  { is, nullable, optional, enum: values, fields }: Field,
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
