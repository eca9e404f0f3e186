import type { AnyElysia } from 'elysia'
import { authApp } from '../../../src/mock/auth/app.ts'
import type { Store } from '../../../src/mock/engine/store.ts'
import { eventOperations } from '../../../src/mock/eventsub/operations.ts'
import { units } from '../../../src/mock/resources/registry.ts'
import type { Unit } from '../../../src/mock/resources/unit.ts'
import type { MockServer } from '../../../src/mock/server/server.ts'
import { unitsApp } from '../../../src/mock/units/app.ts'
import { listQuery } from '../../../src/mock/units/list-query.ts'
import { eventSubTypeNames } from '../../../src/twitch/eventsub.ts'

/** As much of JSON Schema as the routes use. */
export interface Schema {
  type?: string
  enum?: readonly unknown[]
  const?: unknown
  anyOf?: readonly Schema[]
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  items?: Schema
  properties?: Record<string, Schema>
  /** Of an object: which properties must be there. */
  required?: readonly string[]
}

export type App = 'helix' | 'units' | 'auth' | 'other'

/** One thing that can be asked of the mock. */
export interface Operation {
  app: App
  method: string
  path: string
  query: Record<string, Schema>
  /** Which of both must be there. */
  required: ReadonlySet<string>
  /** Undefined if it takes none. */
  body?: Record<string, Schema>
  /** Which callers it is for; nobody in particular if it is empty. */
  callers: string[]
}

/** Every operation: Helix from its own OpenAPI description, the other apps from their routes. */
export async function surfaceOf(mock: MockServer, store: Store): Promise<Operation[]> {
  return [...(await helixOperations(mock)), ...authOperations(store), ...unitOperations(store), ...others]
}

interface Described {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Record<string, { schema: Schema }> }
  security?: Record<string, unknown>[]
}

async function helixOperations(mock: MockServer): Promise<Operation[]> {
  const response = await mock.fetch(new Request('http://localhost/mock/openapi.json'))
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, Described>> }
  const helix = Object.entries(paths).filter(([path]) => path.startsWith('/mock/'))
  return helix.flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, security = [] }]): Operation => {
      const query = parameters.filter(({ in: place }) => place === 'query')
      const body = requestBody?.content['application/json']?.schema
      return {
        app: 'helix',
        method: method.toUpperCase(),
        path,
        query: Object.fromEntries(query.map(({ name, schema }) => [name, schema])),
        required: new Set([
          ...query.filter(({ required }) => required).map(({ name }) => name),
          ...(body?.required ?? []),
        ]),
        body: body?.properties,
        callers: security.flatMap((kind) => Object.keys(kind)).filter((kind) => kind !== 'client_id'),
      }
    }),
  )
}

const text: Schema = { type: 'string' }

/** Whatever an endpoint of the identity provider reads; each takes all of them and looks at a few. */
const authParameters: Record<string, Schema> = {
  client_id: text,
  client_secret: text,
  grant_type: {
    enum: [
      'authorization_code',
      'client_credentials',
      'refresh_token',
      'urn:ietf:params:oauth:grant-type:device_code',
      'user_token',
    ],
  },
  response_type: { enum: ['code', 'token', 'id_token', 'token id_token', 'code id_token'] },
  redirect_uri: { enum: ['http://localhost:3000'] },
  scope: { enum: ['user:read:email openid', 'openid', '', 'channel:manage:polls'] },
  scopes: { enum: ['user:read:email', ''] },
  state: text,
  nonce: text,
  claims: { enum: ['{"id_token":{"email":null},"userinfo":{"picture":null}}', '{}'] },
  force_verify: { type: 'boolean' },
  code: text,
  device_code: text,
  'device-code': text,
  refresh_token: text,
  token: text,
  user_id: text,
  decision: { enum: ['authorize', 'cancel'] },
  search: text,
}

function authOperations(store: Store): Operation[] {
  return routesOf(authApp(store, { onFault() {} }) as unknown as AnyElysia).map(({ method, path }) => ({
    app: 'auth',
    method,
    path,
    query: method === 'GET' ? authParameters : {},
    required: new Set([
      'client_id',
      'client_secret',
      'grant_type',
      'redirect_uri',
      'user_id',
      'decision',
      'token',
    ]),
    body: method === 'GET' ? undefined : authParameters,
    callers: path.endsWith('/validate') || path.endsWith('/userinfo') ? ['user', 'app'] : [],
  }))
}

const unitQuery = listQuery.schema.properties as Record<string, Schema>

const eventBody: Record<string, Schema> = { type: { enum: [...eventSubTypeNames] }, version: text }

function unitOperations(store: Store): Operation[] {
  const control = eventOperations(store, () => {})
  const { signal: stopping } = new AbortController()
  const routes = routesOf(unitsApp(store, { onFault() {}, control, stopping })).flatMap(({ method, path }) =>
    path.includes(':unit')
      ? Object.entries(units)
          .filter(([, unit]) => isPossible(unit, method))
          .map(([name]) => ({ method, path: path.replace(':unit', name) }))
      : [{ method, path }],
  )
  return routes.map(({ method, path }) => {
    const unit = units[path.split('/')[2] ?? '']
    const contract = method === 'POST' ? unit?.create?.body : unit?.update?.body
    const wanted = (unit ? contract?.schema.properties : eventBody) as Record<string, Schema> | undefined
    return {
      app: 'units',
      method,
      path,
      query: method === 'GET' ? unitQuery : {},
      required: new Set(contract?.schema.required ?? []),
      body:
        method === 'GET' || method === 'DELETE'
          ? undefined
          : { ...(method === 'PUT' && { ID: text }), ...wanted },
      callers: [],
    }
  })
}

function isPossible({ create, update, remove }: Unit, method: string): boolean {
  const change = { POST: create, PUT: update, PATCH: update, DELETE: remove }[method]
  return method === 'GET' || change !== undefined
}

const others: Operation[] = ['/', '/docs', '/docs/start.js', '/nowhere', '/mock/nowhere'].map((path) => ({
  app: 'other',
  method: 'GET',
  path,
  query: {},
  required: new Set<string>(),
  callers: [],
}))

const routesOf = (app: AnyElysia) => app.routes.filter(({ method }) => method !== 'WS')
