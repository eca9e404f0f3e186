import type { TObject, TProperties, TSchema } from '@sinclair/typebox'
import { badRequest } from './errors.ts'
import { t } from './schema.ts'
import { body, type Contract } from './validation.ts'

/** How the names of members are compared. */
export interface ClosedBodyOptions {
  /** Members are known in any case, with underscores or without: `ID` and `id`, `RedirectURIs` and `redirect_uris`. */
  ignoresCase?: boolean
}

/**
 * A JSON body whose `validate` refuses unknown members by name, where `body()` ignores them: a test that misspells a
 * member learns of it at once.
 */
export function closedBody<P extends TProperties>(
  properties: P,
  { ignoresCase = false }: ClosedBodyOptions = {},
): Contract<TObject<P>> {
  const contract = body(properties)
  const schema = t.Object(properties, { additionalProperties: false }) as TObject<P>
  const { validate, ...standard } = contract['~standard']
  const spelling = ignoresCase ? bareName : (name: string) => name
  return {
    schema,
    '~standard': {
      ...standard,
      validate: (given) => validate(named(given, schema, spelling)),
      jsonSchema: { input: () => schema, output: () => schema },
    },
  }
}

/** A name without case and underscores. */
export const bareName = (name: string) => name.toLowerCase().replaceAll('_', '')

/** The value with its members renamed to the schema's spelling, at all depths. */
function named(given: unknown, schema: TSchema, spelling: (name: string) => string, path = ''): unknown {
  if (Array.isArray(given) && schema.items) {
    return given.map((item, at) => named(item, schema.items, spelling, `${path}${at}.`))
  }
  const properties = schema.properties as TProperties | undefined
  if (!properties || !isPlainObject(given)) return given
  const known = Object.keys(properties)
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(given)) {
    const member = known.find((member) => spelling(member) === spelling(name))
    if (member === undefined) throw unknownMember(path + name, known)
    if (Object.hasOwn(values, member)) throw duplicateMember(path, member, name)
    values[member] = named(value, properties[member]!, spelling, `${path}${member}.`)
  }
  return values
}

const isPlainObject = (value: unknown): value is object =>
  value !== null && value !== undefined && Object.getPrototypeOf(value) === Object.prototype

const duplicateMember = (path: string, member: string, name: string) =>
  badRequest(`The parameter "${path}${member}" is there twice.`, path + name)

/** The refusal of an unknown member or parameter. */
export const unknownMember = (name: string, known: readonly string[]) =>
  badRequest(`The parameter "${name}" is unknown: the members are ${known.join(', ')}.`, name)
