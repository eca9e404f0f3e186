import type { EventField, EventFields } from '../../twitch/event-fields.ts'
import { type EventSubType, eventSubTypes } from '../../twitch/eventsub.ts'
import { notFound } from '../http/errors.ts'
import { REFERS_TO } from '../resources/unit.ts'

/** The description of a type, for forms and clients: its authorization, and the schemas of its condition and event. */
export interface TypeDescription extends EventSubType {
  condition: ObjectSchema
  /** The schema of the event; for a batch, of the data of each event. */
  event: ObjectSchema
}

/** A JSON Schema in which IDs name the unit that they refer to, as everywhere under /units. */
export interface ObjectSchema {
  type: 'object' | readonly ['object', 'null']
  properties: Readonly<Record<string, object>>
  required: readonly string[]
}

/**
 * The type with a name, in the given or the newest version.
 *
 * @throws HelixError 404
 */
export function knownType(type: string, version?: string): EventSubType {
  const known = eventSubTypes.filter((each) => each.type === type)
  const versions = known.map(({ version }) => version)
  if (known.length === 0) throw notFound(`There is no subscription type ${type}.`)
  const chosen = version ?? versions.toSorted().at(-1)
  const found = known.find(({ version }) => version === chosen)
  if (!found) throw notFound(`${type} has no version ${chosen}: it has ${versions.join(' and ')}.`)
  return found
}

/** Describes a type. The documentation of the fields is loaded on demand. */
export async function describeType(known: EventSubType): Promise<TypeDescription> {
  const { eventFields } = await import('../../twitch/event-fields.ts')
  const { type, version, required, optional, isBatched } = known
  const fields = eventFields[`${type} ${version}`]!
  const keys = [...required, ...optional].map((key) => [key, { type: 'string', ...referenceOf(key) }])
  return {
    ...known,
    condition: { type: 'object', properties: Object.fromEntries(keys), required },
    event: objectOf(isBatched ? dataOf(fields) : fields),
  }
}

const dataOf = ({ data }: EventFields) => (data as EventField).fields!

function objectOf(fields: EventFields): ObjectSchema {
  const members = Object.entries(fields).map(
    ([name, field]) => [name, typeof field === 'string' ? { is: field } : field] as const,
  )
  return {
    type: 'object',
    properties: Object.fromEntries(members.map(([name, field]) => [name, schemaOf(name, field)])),
    required: members.filter(([, { optional }]) => !optional).map(([name]) => name),
  }
}

function schemaOf(name: string, field: EventField): object {
  const schema = kinds[field.is](field)
  const described = { ...schema, ...(schema.type === 'string' && referenceOf(name)) }
  if (!field.nullable) return described
  const values = schema.enum && { enum: [...schema.enum, null] }
  return { ...described, ...values, type: [schema.type, 'null'] }
}

type Kind = (field: EventField) => { type: string; enum?: readonly string[] }

const oneOf = ({ enum: values }: EventField) => ({ type: 'string', ...(values && { enum: values }) })

const kinds: Readonly<Record<EventField['is'], Kind>> = {
  string: oneOf,
  time: () => ({ type: 'string', format: 'date-time' }),
  integer: () => ({ type: 'integer' }),
  boolean: () => ({ type: 'boolean' }),
  strings: (field) => ({ type: 'array', items: oneOf(field) }),
  object: ({ fields = {} }) => ({ ...objectOf(fields), type: 'object' }),
  objects: ({ fields = {} }) => ({ type: 'array', items: objectOf(fields) }),
}

/** The units that IDs refer to, by patterns of the IDs' names. */
const references: readonly (readonly [name: RegExp, unit: string])[] = [
  [/(?:^|_)(?:user|broadcaster)_id$/, 'users'],
  [/^client_id$/, 'clients'],
  [/^extension_client_id$/, 'extensions'],
  [/^category_id$/, 'categories'],
  [/^reward_id$/, 'rewards'],
]

function referenceOf(name: string): object {
  const unit = references.find(([names]) => names.test(name))?.[1]
  return unit ? { [REFERS_TO]: unit } : {}
}
