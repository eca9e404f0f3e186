import { Kind, type Static, type TObject, type TProperties, type TSchema } from '@sinclair/typebox'
import { type TypeCheck, TypeCompiler, type ValueError, ValueErrorType } from '@sinclair/typebox/compiler'
import { lazy } from '../../lib/lazy.ts'
import { UnreadableBody } from './body.ts'
import { countedInCharacters, lengthError } from './characters.ts'
import { badRequest } from './errors.ts'
import { leniencies, readLeniently, readNumber } from './leniency.ts'
import { t } from './schema.ts'

/**
 * A schema of a route, as a Standard Schema: Elysia uses its types and calls its `validate`, OpenAPI shows its JSON
 * schema, and its refusals have Twitch's messages. (Elysia's own query coercion splits values at commas, parses what
 * looks like JSON, and does not report which property was wrong.)
 */
export interface Contract<T extends TSchema> {
  readonly schema: T
  /** Reads one parameter as the operation does, without checking it. */
  readonly read?: (given: unknown, name: string) => unknown
  /**
   * Whether the fields of the body may also be in the query, where released clients put them; a field that is not a
   * text needs `mayBeText`.
   */
  readonly alsoInQuery?: boolean
  /** Whether the parameters of the query may also be in a JSON body, where some clients put them. */
  readonly alsoInBody?: boolean
  readonly '~standard': {
    readonly version: 1
    readonly vendor: 'helix'
    readonly validate: (value: unknown) => { value: Static<T> }
    readonly types?: { readonly input: unknown; readonly output: Static<T> }
    readonly jsonSchema: { input: () => T; output: () => T }
  }
}

/**
 * The query of an operation. Values arrive as text and are converted to the type of the schema; a parameter whose
 * schema is an array may be repeated and is never split at commas. `leniencies.query` lists what else is accepted.
 */
export function query<P extends TProperties>(
  properties: P,
  { alsoInBody = false } = {},
): Contract<TObject<P>> {
  const schema = t.Object(properties)
  const read = (given: unknown, name: string) =>
    readParameter((given as Record<string, string | string[]>)[name], properties[name]!)
  // Compiled at the first use: compiling the schemas of all operations would delay the start of the server.
  const check = lazy(() => TypeCompiler.Compile(checkable(schema)))
  const validate = (given: unknown) => {
    const values: Record<string, unknown> = {}
    for (const name in properties) {
      const value = read(given, name)
      if (value !== undefined) values[name] = value
    }
    return checked(check(), values)
  }
  return { ...contract(schema, validate), read, alsoInBody }
}

/**
 * The JSON body of an operation. Members that the documentation does not have are ignored; `leniencies.body` lists what
 * else is accepted.
 *
 * @throws HelixError 400, from `validate`
 */
export function body<P extends TProperties>(
  properties: P,
  { alsoInQuery = false } = {},
): Contract<TObject<P>> {
  const schema = t.Object(properties)
  const read = (given: unknown, name: string) => {
    const value = (given as Record<string, unknown> | null | undefined)?.[name]
    return readLeniently(leniencies.body, value, properties[name]!)
  }
  const check = lazy(() => TypeCompiler.Compile(checkable(schema)))
  const validate = (given: unknown) => {
    if (given instanceof UnreadableBody) throw given.refusal
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw badRequest('The request body must be a JSON object.')
    }
    const values: Record<string, unknown> = {}
    for (const name in properties) {
      const value = read(given, name)
      if (value !== undefined) values[name] = value
    }
    return checked(check(), values)
  }
  return { ...contract(schema, validate), read, alsoInQuery }
}

/** The schema of an operation's answer, for types and documentation. Only the tests check answers against it. */
export function response<T extends TSchema>(schema: T): Contract<T> {
  return contract(schema, (value) => value as Static<T>)
}

function contract<T extends TSchema>(schema: T, read: (value: unknown) => Static<T>): Contract<T> {
  const jsonSchema = { input: () => schema, output: () => schema }
  const validate = (value: unknown) => ({ value: read(value) })
  return { schema, '~standard': { version: 1, vendor: 'helix', validate, jsonSchema } }
}

/** The value of a parameter. If it is repeated although its schema is no array, the first value counts. */
function readParameter(given: string | string[] | undefined, schema: TSchema): unknown {
  if (given === undefined) return schema.default
  if (schema.type !== 'array') {
    return readText(Array.isArray(given) ? given[0] : given, schema) ?? schema.default
  }
  const texts = Array.isArray(given) ? given : [given]
  const items = texts.map((text) => readText(text, schema.items)).filter((item) => item !== undefined)
  return items.length === 0 ? schema.default : items
}

const readText = (text: string | undefined, schema: TSchema) =>
  readNumber(readLeniently(leniencies.query, text, schema), schema)

/**
 * The schema for checking, with what the documentation does not show: integers must be safe integers, and lengths are
 * counted in characters.
 */
function checkable<T extends TSchema>(schema: T): T {
  if (schema.type === 'integer') {
    const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = schema
    return { ...schema, minimum, maximum }
  }
  if (schema.type === 'string' && schema[Kind] === 'String') return countedInCharacters(schema)
  const { items, properties, anyOf } = schema as {
    items?: TSchema
    properties?: TProperties
    anyOf?: TSchema[]
  }
  const inside = properties && Object.entries(properties).map(([name, part]) => [name, checkable(part)])
  return {
    ...schema,
    ...(items && { items: checkable(items) }),
    ...(inside && { properties: Object.fromEntries(inside) }),
    ...(anyOf && { anyOf: anyOf.map(checkable) }),
  }
}

function checked<T extends TSchema>(check: TypeCheck<T>, values: unknown): Static<T> {
  if (check.Check(values)) return values
  const error = check.Errors(values).First()!
  throw badRequest(sentence(error), nameOf(error))
}

/** The message of a refusal, in Twitch's words. */
export function sentence(error: ValueError): string {
  const { type, schema, value } = error
  const name = nameOf(error)
  const malformed = (rule: string) => `The parameter "${name}" was malformed: ${rule}`
  if (value === undefined || value === '') return `Missing required parameter "${name}"`
  if (typeof schema.error === 'string') return schema.error
  if (typeof schema.tooLong === 'string' && lengthError(schema, value)) return schema.tooLong
  if (schema.enum) return malformed(`value must be one of ${quoted(schema.enum)}`)
  switch (lengthError(schema, value) ?? type) {
    case ValueErrorType.IntegerMinimum:
    case ValueErrorType.NumberMinimum:
      return malformed(`the value must be greater than or equal to ${schema.minimum}`)
    case ValueErrorType.IntegerMaximum:
    case ValueErrorType.NumberMaximum:
      return malformed(`the value must be less than or equal to ${schema.maximum}`)
    case ValueErrorType.StringMaxLength:
      return malformed(`the value must be at most ${schema.maxLength} characters long`)
    case ValueErrorType.StringMinLength:
      return malformed(`the value must be at least ${schema.minLength} characters long`)
    case ValueErrorType.ArrayMaxItems:
      return malformed(`there must be at most ${schema.maxItems} values`)
    case ValueErrorType.ArrayMinItems:
      return malformed(`there must be at least ${schema.minItems} values`)
    case ValueErrorType.StringFormat:
    case ValueErrorType.StringFormatUnknown:
      return malformed(
        schema.format === 'date-time'
          ? 'value must be in RFC3339 format'
          : `value must be a ${schema.format}`,
      )
    case ValueErrorType.Integer:
    case ValueErrorType.Number:
      return malformed('value must be a numeric')
    default:
      if (schema.pattern && typeof value === 'string') return malformed(`value must match ${schema.pattern}`)
      return malformed(`value must be of type ${schema.type ?? 'object'}`)
  }
}

/** The path of the wrong member. */
const nameOf = ({ path }: ValueError) => path.slice(1).replaceAll('/', '.')

const quoted = (values: unknown[]) => values.map((value) => JSON.stringify(value)).join(', ')
