import { Kind, type SchemaOptions, type TInteger, type TSchema, Type, TypeRegistry } from '@sinclair/typebox'

const enumKind = 'StringEnum'
TypeRegistry.Set<{ enum: string[] }>(enumKind, (schema, value) => schema.enum.includes(value as string))

/** One of some texts, as `{type: "string", enum: [...]}`. */
function stringEnum<const T extends readonly string[]>(values: T, options: SchemaOptions = {}) {
  return Type.Unsafe<T[number]>({ ...options, [Kind]: enumKind, type: 'string', enum: [...values] })
}

/** The schema builder of resources: TypeBox, with a few more types for Helix. (Elysia's own `t` replaces integers by
 * unions that also accept text, and gives every enum a default.) */
export const t = {
  Array: Type.Array,
  Boolean: Type.Boolean,
  Enum: stringEnum,
  Integer: Type.Integer,
  Literal: Type.Literal,
  Null: Type.Null,
  Nullable: <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]),
  Number: Type.Number,
  Object: Type.Object,
  Omit: Type.Omit,
  Optional: Type.Optional,
  Partial: Type.Partial,
  Pick: Type.Pick,
  Record: Type.Record,
  String: Type.String,
  /** RFC 3339. */
  Timestamp: (options: SchemaOptions = {}) => Type.String({ ...options, format: 'date-time' }),
  Union: Type.Union,
  Unknown: Type.Unknown,
  /** An integer that requests may leave out, but the handler always gets. */
  WithDefault: (schema: TInteger) => Type.Optional(schema) as unknown as TInteger,
}

export type { Static, TSchema } from '@sinclair/typebox'
