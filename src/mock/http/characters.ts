import { Kind, type TSchema, type TString, TypeRegistry } from '@sinclair/typebox'
import { ValueErrorType } from '@sinclair/typebox/compiler'

/** A text whose length is counted in characters, as OpenAPI does; TypeBox counts UTF-16 units, two for an emoji. */
const countedKind = 'CountedString'

TypeRegistry.Set<TString>(
  countedKind,
  (schema, value) =>
    typeof value === 'string' &&
    lengthError(schema, value) === undefined &&
    (schema.pattern === undefined || new RegExp(schema.pattern).test(value)),
)

/** The schema, changed to count characters if it limits the length of a text. */
export function countedInCharacters<T extends TSchema>(schema: T): T {
  const isLimited = schema.maxLength !== undefined || (schema.minLength ?? 0) > 0
  return isLimited ? { ...schema, [Kind]: countedKind } : schema
}

/** The error in the length of a text, if any. */
export function lengthError(
  { minLength = 0, maxLength = Number.POSITIVE_INFINITY }: TSchema,
  value: unknown,
): ValueErrorType.StringMinLength | ValueErrorType.StringMaxLength | undefined {
  if (typeof value !== 'string') return undefined
  // A character has one or two UTF-16 units, so most texts need not be counted.
  if (value.length >= 2 * minLength && value.length <= maxLength) return undefined
  const length = [...value].length
  if (length < minLength) return ValueErrorType.StringMinLength
  return length > maxLength ? ValueErrorType.StringMaxLength : undefined
}
