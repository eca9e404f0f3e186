import type { Schema } from '../openapi.ts'

/** How a member is called in a form. */
export const titleOf = (name: string): string => name.replaceAll('_', ' ')

/** What a value is, if it is not null. */
export function typeOf({ type }: Schema): string | undefined {
  return typeof type === 'string' ? type : type?.find((each) => each !== 'null')
}

/** Whether a value may be null. */
export const isNullable = ({ type }: Schema): boolean => Array.isArray(type) && type.includes('null')

/** A text as JSON, if it is some; nothing is, too. */
export function parsed(text: string): { isJson: boolean; value?: unknown } {
  if (text.trim() === '') return { isJson: true }
  try {
    return { isJson: true, value: JSON.parse(text) }
  } catch {
    return { isJson: false }
  }
}

/** The lines of a text; undefined of an empty one. */
export function linesOf(text: string): string[] | undefined {
  return text === '' ? undefined : text.split('\n')
}

/** The values that there are besides null, if they are few. */
export function choicesOf(schema: Schema): readonly unknown[] | undefined {
  const { enum: values, anyOf } = schema
  if (typeOf(schema) === 'boolean') return [true, false]
  if (values) return values.filter((value) => value !== null)
  return anyOf?.every((choice) => 'const' in choice) ? anyOf.map(({ const: value }) => value) : undefined
}

/** What a value of a schema looks like. */
export function exampleOf(schema: Schema): unknown {
  const { properties = {}, items } = schema
  const type = typeOf(schema)
  if (type === 'array') return items ? [exampleOf(items)] : []
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, exampleOf(member)]))
  return type === 'integer' || type === 'number' ? 0 : type === 'boolean' ? false : '…'
}

/** The same schema where nothing must be given. */
export function withoutRequired({ required: _, properties, items, ...schema }: Schema): Schema {
  const members = Object.entries(properties ?? {}).map(([name, member]) => [name, withoutRequired(member)])
  return {
    ...schema,
    ...(properties && { properties: Object.fromEntries(members) }),
    ...(items && { items: withoutRequired(items) }),
  }
}
