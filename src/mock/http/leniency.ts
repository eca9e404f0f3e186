import { Kind, type TProperties, type TSchema } from '@sinclair/typebox'

/** A rule that accepts a value which the documentation does not allow, since widely used clients send it. */
export interface Leniency {
  what: string
  /** The clients that need the rule. */
  clients: string
  /** The value to use instead of the given one; undefined to treat the parameter as left out. */
  read: (value: unknown, schema: TSchema) => unknown
}

const emptyText: Leniency = {
  what: 'An empty text is left out, unless the schema says minLength: 0.',
  clients: 'forms, and clients that write every parameter',
  read: (value, schema) => (value === '' && schema.minLength !== 0 ? undefined : value),
}

/** Source: https://pkg.go.dev/strconv#ParseBool */
const booleans: Readonly<Record<string, boolean>> = {
  ...{ '1': true, t: true, T: true, TRUE: true, true: true, True: true },
  ...{ '0': false, f: false, F: false, FALSE: false, false: false, False: false },
}

const booleanOfGo: Leniency = {
  what: 'A boolean is what ParseBool of Go, in which Twitch is written, takes for one.',
  clients: 'pyTwitchAPI and TwitchIO send True',
  read: (value, { type }) =>
    type === 'boolean' && typeof value === 'string' && Object.hasOwn(booleans, value)
      ? booleans[value]
      : value,
}

const nullMember: Leniency = {
  what: 'A member of a body that is null is left out, at any depth, unless null is a documented value of it.',
  clients: 'serializers that write every property, such as those of C#, Java and Go',
  read: withoutNulls,
}

const textForNumber: Leniency = {
  what: 'A number or boolean may come as text where the schema says mayBeText.',
  clients: 'clients that put the fields of a body into the query, or build both from texts',
  read: (value, schema) => (schema.mayBeText ? booleanOfGo.read(readNumber(value, schema), schema) : value),
}

/** The rules for parameters of a query and for members of a body, in the order of their application. */
export const leniencies = {
  query: [emptyText, booleanOfGo],
  body: [nullMember, emptyText, textForNumber],
} as const satisfies Record<string, readonly Leniency[]>

/** Applies the rules to a value, one after the other, until it is left out. */
export function readLeniently(rules: readonly Leniency[], given: unknown, schema: TSchema): unknown {
  let value = given
  for (const rule of rules) {
    if (value === undefined) return undefined
    value = rule.read(value, schema)
  }
  return value
}

/** Converts a text to a number if the schema wants a number. */
export function readNumber(value: unknown, { type }: TSchema): unknown {
  const isNumeric = type === 'integer' || type === 'number'
  return isNumeric && typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value
}

/** Removes members that are null from the parsed body itself, since nobody else reads it. */
function withoutNulls(value: unknown, schema: TSchema): unknown {
  if (value === null) return takesNull(schema) ? null : undefined
  if (typeof value !== 'object') return value
  const parts: TSchema[] = schema.anyOf ?? [schema]
  if (Array.isArray(value)) {
    const list = parts.find(({ type }) => type === 'array')
    if (list) for (const item of value) if (item !== null) withoutNulls(item, list.items)
    return value
  }
  const object = parts.find(({ type }) => type === 'object')
  if (!object) return value
  const members = value as Record<string, unknown>
  for (const name in members) {
    const member = memberOf(object, name)
    if (member && withoutNulls(members[name], member) === undefined) delete members[name]
  }
  return value
}

function memberOf({ properties, patternProperties }: TSchema, name: string): TSchema | undefined {
  if (patternProperties) return Object.values(patternProperties as TProperties)[0]
  return (properties as TProperties | undefined)?.[name]
}

const takesNull = (schema: TSchema): boolean =>
  schema.type === 'null' ||
  schema[Kind] === 'Unknown' ||
  (schema.anyOf as TSchema[])?.some(takesNull) === true
