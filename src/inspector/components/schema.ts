import type { Schema } from '../openapi.ts'

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

/** The values that there are, if they are few. */
export function choicesOf({ type, enum: values, anyOf }: Schema): readonly unknown[] | undefined {
  if (type === 'boolean') return [true, false]
  if (values) return values
  return anyOf?.every((choice) => 'const' in choice) ? anyOf.map(({ const: value }) => value) : undefined
}

/** What a value of a schema looks like. */
export function exampleOf({ type, properties = {}, items }: Schema): unknown {
  if (type === 'array') return items ? [exampleOf(items)] : []
  if (type === 'object')
    return Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, exampleOf(member)]))
  return type === 'integer' || type === 'number' ? 0 : type === 'boolean' ? false : '…'
}
