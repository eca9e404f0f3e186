import type { Schema } from '../openapi.ts'

/** The label of a member in a form. */
export const titleOf = (name: string): string => name.replaceAll('_', ' ')

/** The type of a value besides null. */
export function typeOf({ type }: Schema): string | undefined {
  return typeof type === 'string' ? type : type?.find((each) => each !== 'null')
}

/** Whether a value may be null. */
export const isNullable = ({ type }: Schema): boolean => Array.isArray(type) && type.includes('null')

/** Parses a text as JSON; an empty text is valid, without a value. */
export function parsed(text: string): { isJson: boolean; value?: unknown } {
  if (text.trim() === '') return { isJson: true }
  try {
    return { isJson: true, value: JSON.parse(text) }
  } catch {
    return { isJson: false }
  }
}

/** The lines of a text; undefined for an empty text. */
export function linesOf(text: string): string[] | undefined {
  return text === '' ? undefined : text.split('\n')
}

/** The possible values besides null, if the schema enumerates them. */
export function choicesOf(schema: Schema): readonly unknown[] | undefined {
  const { enum: values, anyOf } = schema
  if (typeOf(schema) === 'boolean') return [true, false]
  if (values) return values.filter((value) => value !== null)
  return anyOf?.every((choice) => 'const' in choice) ? anyOf.map(({ const: value }) => value) : undefined
}

/** An example of a schema's value. */
export function exampleOf(schema: Schema): unknown {
  const { properties = {}, items } = schema
  const type = typeOf(schema)
  if (type === 'array') return items ? [exampleOf(items)] : []
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, exampleOf(member)]))
  return type === 'integer' || type === 'number' ? 0 : type === 'boolean' ? false : '…'
}

/** The schema with all members optional. */
export function withoutRequired({ required: _, properties, items, ...schema }: Schema): Schema {
  const members = Object.entries(properties ?? {}).map(([name, member]) => [name, withoutRequired(member)])
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(members) }),
    ...(items && { items: withoutRequired(items) }),
  }
}
