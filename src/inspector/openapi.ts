import { useEffect, useState } from 'preact/hooks'
import { get } from './api.ts'
import type { Row } from './rows.ts'

/** The keywords of a schema that forms use. */
export interface Schema {
  /** The type; a list if it may also be null. */
  type?: string | readonly string[]
  description?: string
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly Schema[]
  properties?: Readonly<Record<string, Schema>>
  required?: readonly string[]
  items?: Schema
  minItems?: number
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  default?: unknown
  /** The descriptions of an enum's values. */
  'x-enumDescriptions'?: Readonly<Record<string, string>>
  /** The unit that an ID refers to. */
  'x-refers-to'?: string
}

/** An operation of the description. */
export interface Operation {
  summary?: string
  description?: string
  tags?: readonly string[]
  security?: readonly Readonly<Record<string, readonly string[]>>[]
  requestBody?: { content: Readonly<Record<string, { schema: Schema }>> }
  parameters?: readonly {
    name: string
    in: string
    required?: boolean
    description?: string
    schema?: Schema
    /** The members of the row of which an ID is composed. */
    'x-members'?: readonly string[]
  }[]
}

/** The OpenAPI description of the mock. */
export interface Description {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** A write of a unit: its summary, and the schema of its body. */
export interface Write {
  summary: string
  body: Schema
}

/** The operations of a unit, by the description. */
export interface UnitDescription {
  name: string
  description: string
  /** The members of which the ID of a row is composed. */
  id: readonly string[]
  create?: Write
  update?: Write
  remove?: { summary: string }
}

let described: Promise<Description> | undefined

/** The OpenAPI description of the mock, fetched once. */
export function description(): Promise<Description> {
  described ??= get<Description>('/mock/openapi.json').catch((error) => {
    described = undefined
    throw error
  })
  return described
}

/** The units in the description, by name; undefined while loading. */
export function useUnits(): ReadonlyMap<string, UnitDescription> | undefined {
  const [units, setUnits] = useState<ReadonlyMap<string, UnitDescription>>()
  useEffect(() => {
    description().then(
      (found) => setUnits(unitsIn(found)),
      () => {},
    )
  }, [])
  return units
}

/** The write of a POST to a path; undefined while loading. */
export function usePost(path: string): Write | undefined {
  const [write, setWrite] = useState<Write>()
  useEffect(() => {
    description().then(
      ({ paths }) => setWrite(writeOf(paths[path]?.post)),
      () => {},
    )
  }, [path])
  return write
}

/** The units in the description: the paths that also have a path for a row's ID. */
function unitsIn({ paths }: Description): ReadonlyMap<string, UnitDescription> {
  const units = Object.entries(paths).flatMap(([path, list]) => {
    const name = /^\/units\/(\w+)$/.exec(path)?.[1]
    const one = paths[`/units/${name}/{id}`]
    if (!name || !one?.get || !list.get) return []
    const unit: UnitDescription = {
      name,
      description: list.get.description ?? '',
      id: one.get.parameters?.[0]?.['x-members'] ?? ['id'],
      create: writeOf(list.post),
      update: writeOf(one.patch),
      remove: one.delete && { summary: one.delete.summary ?? 'Remove' },
    }
    return [[name, unit] as const]
  })
  return new Map(units)
}

/** The ID of a row, for the path /units/NAME/ID. */
export const idOf = ({ id }: UnitDescription, row: Row): string => id.map((member) => row[member]).join(':')

/** The write of an operation with a JSON body. */
export function writeOf(operation: Operation | undefined): Write | undefined {
  const body = operation?.requestBody?.content['application/json']?.schema
  return body && { summary: operation.summary ?? '', body }
}
