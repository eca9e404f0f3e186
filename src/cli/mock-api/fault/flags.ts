import type { ArgDef } from 'citty'
import { printable } from '../../../lib/printable.ts'
import { faultBody } from '../../../mock/faults/declaration.ts'
import { CliError } from '../../errors.ts'
import { decimal, given, wholeNumber } from '../../values.ts'

/** The keywords of a member's schema that its flag uses. */
interface Schema {
  type: string
  description?: string
  enum?: string[]
  minimum?: number
  maximum?: number
}

/** A member of a fault, with its path and its flag. */
interface Member {
  group?: 'match' | 'effect'
  name: string
  flag: string
  schema: Schema
}

const { match, effect, ...others } = faultBody.schema.properties

/** All members of the body of POST /units/faults, from whose declaration the flags follow. */
const members: readonly Member[] = [
  ...membersOf(match.properties, 'match'),
  ...membersOf(others),
  ...membersOf(effect.properties, 'effect'),
]

function membersOf(properties: object, group?: Member['group']): Member[] {
  return Object.entries(properties).map(([name, schema]) => {
    const word = group === 'effect' && name === 'name' ? 'effect' : name
    return { name, schema: schema as Schema, flag: word.replaceAll('_', '-'), ...(group && { group }) }
  })
}

/** The flags of `fault add`, one for each member of a fault. */
export const faultFlags: Record<string, ArgDef> = Object.fromEntries(
  members.map(({ flag, schema }) => [flag, { type: 'string', ...described(schema) }]),
)

function described({ type, description = '', enum: choices }: Schema) {
  const values = choices && `: ${choices.join(', ')}`
  return { description: description + (values ?? ''), valueHint: choices || type === 'string' ? 'TEXT' : 'N' }
}

/**
 * The fault that the flags describe.
 *
 * @throws CliError for an invalid value
 */
export function faultOf(args: Readonly<Record<string, unknown>>): object {
  const fault = { match: {}, effect: {} }
  for (const { group, name, flag, schema } of members) {
    const text = args[flag]
    if (typeof text !== 'string') continue
    Object.assign(group ? fault[group] : fault, { [name]: readValue(text, `--${flag}`, schema) })
  }
  return fault
}

function readValue(text: string, flag: string, { type, enum: choices, minimum = 0, maximum }: Schema) {
  if (type === 'integer') return wholeNumber(text, flag, minimum, maximum ?? Number.MAX_SAFE_INTEGER)
  if (type === 'number') return decimal(text, flag, minimum, maximum ?? Number.MAX_SAFE_INTEGER)
  if (!choices) return given(text, flag, 'a text')
  if (choices.includes(text)) return text
  throw new CliError(`invalid value "${printable(text)}" for ${flag}`, `give one of ${choices.join(', ')}`)
}
