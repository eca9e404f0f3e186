import type { TObject } from '@sinclair/typebox'
import { units } from '../resources/registry.ts'
import type { Action, Unit } from '../resources/unit.ts'
import { listQuery } from './list-query.ts'

type Paths = Record<string, Record<string, object>>

/** The description of /units, made from what the units declare. */
export function unitPaths(trigger: Action): Paths {
  const paths = Object.entries(units).map(([name, unit]) => pathsOf(name, unit))
  return Object.assign({}, ...paths, {
    '/units/events': {
      get: operation('List the types of EventSub', { description: 'Types of events.', answers: rows }),
      post: operation(trigger.summary, { body: trigger.body.schema, answers: row, status: 201 }),
    },
  })
}

function pathsOf(name: string, unit: Unit): Paths {
  const { description, create, update, remove } = unit
  const list = { parameters: listParameters, description, answers: rows }
  const replaced = update && { ...update.body.schema, ...withId(update.body.schema) }
  const one = { parameters: [idParameter] }
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

interface Operation {
  description?: string
  parameters?: readonly object[]
  body?: object
  answers?: object
  status?: number
}

/** Nothing under /units needs a token. */
function operation(
  summary: string,
  { description, parameters, body, answers, status = 200 }: Operation,
): object {
  return {
    tags: ['Units'],
    summary,
    ...(description && { description }),
    security: [],
    ...(parameters && { parameters }),
    ...(body && { requestBody: { required: true, content: json(body) } }),
    responses: { [status]: { description: 'Success', ...(answers && { content: json(answers) }) } },
  }
}

const json = (schema: object) => ({ 'application/json': { schema } })

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

const listParameters = Object.entries(listQuery.schema.properties).map(([name, schema]) => ({
  name,
  in: 'query',
  required: false,
  schema,
}))

const idParameter = { name: 'id', in: 'path', required: true, schema: { type: 'string' } }

/** A PUT of the list names its row in the body. */
const withId = ({ properties, required = [] }: TObject) => ({
  properties: { ID: { type: 'string' }, ...properties },
  required: ['ID', ...required],
})
