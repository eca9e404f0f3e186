import type { TObject } from '@sinclair/typebox'
import type { ControlOperation } from '../control/operation.ts'
import { units } from '../resources/registry.ts'
import type { Unit } from '../resources/unit.ts'
import { listQuery } from './list-query.ts'

type Paths = Record<string, Record<string, object>>

/** The OpenAPI description of /units, made from the units' declarations. */
export function unitPaths(control: readonly ControlOperation[]): Paths {
  const paths = Object.entries(units).map(([name, unit]) => pathsOf(name, unit))
  return Object.assign({}, ...paths, controlPaths(control))
}

function controlPaths(control: readonly ControlOperation[]): Paths {
  const paths: Paths = {}
  for (const { method, path, summary, description, query, body, file, status } of control) {
    const documented = path.replace(/:(\w+)/g, '{$1}')
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name]) => ({ ...idParameter, name }))
    const parameters = [...names, ...(query ? parametersOf(query.schema) : [])]
    const answers = status === 204 ? undefined : row
    const given = { body: body?.schema, file }
    const written = operation(summary, { description, parameters, ...given, answers, status })
    paths[`/units${documented}`] = { ...paths[`/units${documented}`], [method.toLowerCase()]: written }
  }
  return paths
}

function pathsOf(name: string, unit: Unit): Paths {
  const { description, create, update, remove } = unit
  const list = { parameters: listParameters, description, answers: rows }
  const replaced = update && { ...update.body.schema, ...withId(update.body.schema) }
  const one = { parameters: [{ ...idParameter, ...composed(unit) }] }
  return {
    [`/units/${name}`]: {
      get: operation(`List ${name}`, list),
      ...(create && {
        post: operation(create.summary, { body: create.body.schema, answers: row, status: 201 }),
      }),
      ...(replaced && { put: operation(update.summary, { body: replaced, answers: row }) }),
    },
    [`/units/${name}/{id}`]: {
      get: operation(`Get one of ${name}`, { ...one, description, answers: row }),
      ...(update && { patch: operation(update.summary, { ...one, body: update.body.schema, answers: row }) }),
      ...(remove && { delete: operation(remove.summary, { ...one, status: 204 }) }),
    },
  }
}

/** The members of which the ID of a row is composed, for clients that have the row. */
function composed({ id = 'id' }: Unit): object {
  const members = id.split(" || ':' || ")
  return { description: `The row's ${members.join(':')}`, 'x-members': members }
}

interface Operation {
  description?: string
  parameters?: readonly object[]
  body?: object
  /** The media type of a file. */
  file?: string
  answers?: object
  status?: number
}

/** An operation in OpenAPI, without authorization, since /units needs no token. */
function operation(
  summary: string,
  { description, parameters, body, file, answers, status = 200 }: Operation,
): object {
  return {
    tags: ['Units'],
    summary,
    ...(description && { description }),
    security: [],
    ...(parameters && { parameters }),
    ...(body && { requestBody: { required: true, content: json(body) } }),
    ...(file && { requestBody: { required: true, content: { [file]: { schema: binary } } } }),
    responses: { [status]: { description: 'Success', ...(answers && { content: json(answers) }) } },
  }
}

const json = (schema: object) => ({ 'application/json': { schema } })

const binary = { type: 'string', format: 'binary' }

const row = { type: 'object' }

const rows = {
  type: 'object',
  required: ['cursor', 'total', 'data'],
  properties: {
    cursor: { type: 'string' },
    total: { type: 'integer' },
    data: { type: 'array', items: row },
  },
}

const parametersOf = ({ properties }: TObject) =>
  Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: false, schema }))

const listParameters = parametersOf(listQuery.schema)

const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/** The body of a PUT to the list, with the ID of the row. */
const withId = ({ properties, required = [] }: TObject) => ({
  properties: { ID: { type: 'string' }, ...properties },
  required: ['ID', ...required],
})
