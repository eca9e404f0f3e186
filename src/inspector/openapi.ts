import { useEffect, useState } from 'preact/hooks'
import { get } from './api.ts'
import type { Row } from './rows.ts'

/** A schema of the description, as far as forms look at it. */
export interface Schema {
  /** With several, what it is or null. */
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
  /** What each value of an enum means. */
  'x-enumDescriptions'?: Readonly<Record<string, string>>
  /** Of which unit an ID is. */
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
    /** Of an ID: the members of the row of which it is made. */
    'x-members'?: readonly string[]
  }[]
}

/** The whole description of the mock's API. */
export interface Description {
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

/** A write that a unit takes: what it does, and the schema of its body. */
export interface Write {
  summary: string
  body: Schema
}

/** What can be done to a unit, by the description. */
export interface UnitDescription {
  name: string
  description: string
  /** The members of which the ID of a row is made. */
  id: readonly string[]
  create?: Write
  update?: Write
  remove?: { summary: string }
}

let described: Promise<Description> | undefined

/** The description of the mock's API; asked for once. */
export function description(): Promise<Description> {
  described ??= get<Description>('/mock/openapi.json').catch((error) => {
    described = undefined
    throw error
  })
  return described
}

/** The units that the mock describes, by their names; undefined until they are there. */
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

/** What a POST to a path takes; undefined until it is known. */
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

/** A unit has rows, which have IDs. */
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

/** The ID of a row, by which /units/NAME/ID finds it. */
export const idOf = ({ id }: UnitDescription, row: Row): string => id.map((member) => row[member]).join(':')

/** The write that an operation with a JSON body is. */
export function writeOf(operation: Operation | undefined): Write | undefined {
  const body = operation?.requestBody?.content['application/json']?.schema
  return body && { summary: operation.summary ?? '', body }
}
