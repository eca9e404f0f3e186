import type { TObject, TProperties } from '@sinclair/typebox'
import { badRequest } from './errors.ts'
import { t } from './schema.ts'
import { body, type Contract } from './validation.ts'

export interface ClosedBodyOptions {
  /** Members are known in any case: `ID`, `id` and `Id` are one. */
  ignoresCase?: boolean
}

/**
 * A JSON body of which all members are known. Its `validate` refuses a member that it does not know by its name, where
 * `body()` ignores it: a test that misspells a member must not wait for what never happens.
 */
export function closedBody<P extends TProperties>(
  properties: P,
  { ignoresCase = false }: ClosedBodyOptions = {},
): Contract<TObject<P>> {
  const contract = body(properties)
  const schema = t.Object(properties, { additionalProperties: false }) as TObject<P>
  const { validate, ...standard } = contract['~standard']
  const known = Object.keys(properties)
  const spellings = new Map(known.map((name) => [ignoresCase ? name.toLowerCase() : name, name]))

  function named(given: unknown): unknown {
    if (given === null || given === undefined || Object.getPrototypeOf(given) !== Object.prototype)
      return given
    const values: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(given as object)) {
      const member = spellings.get(ignoresCase ? name.toLowerCase() : name)
      if (member === undefined) throw unknownMember(name, known)
      if (Object.hasOwn(values, member)) throw badRequest(`The parameter "${member}" is there twice.`)
      values[member] = value
    }
    return values
  }

  return {
    schema,
    '~standard': {
      ...standard,
      validate: (given) => validate(named(given)),
      jsonSchema: { input: () => schema, output: () => schema },
    },
  }
}

function unknownMember(name: string, known: readonly string[]) {
  const members = known.length === 0 ? 'there are none' : `the members are ${known.join(', ')}`
  return badRequest(`The parameter "${name}" is unknown: ${members}.`)
}
