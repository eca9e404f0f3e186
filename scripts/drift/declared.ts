import { openMock } from '../../src/mock/resources/open.ts'
import { createMock } from '../../src/mock/server/server.ts'
import { eventSubTypes } from '../../src/twitch/eventsub.ts'
import type { Operation, SubscriptionType, TokenKind } from './reference.ts'

/** What this program has, from the declarations that serve it. */
export interface Declared {
  operations: Operation[]
  types: SubscriptionType[]
  /** Whether an operation answers 410, as Twitch does where it has taken one away. */
  isGone: (id: string) => Promise<boolean>
}

interface Schema {
  properties?: Record<string, unknown>
  required?: string[]
  anyOf?: Schema[]
  allOf?: Schema[]
}

interface DescribedOperation {
  summary?: string
  security?: Partial<Record<TokenKind, string[]>>[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> }
}

/** Reads the OpenAPI description of the app, without a server, and the EventSub types. */
export async function readDeclared(): Promise<Declared> {
  const mock = createMock({ store: openMock({ path: ':memory:' }) })
  const response = await mock.fetch(new Request('http://localhost/mock/openapi.json'))
  const { paths } = (await response.json()) as { paths: Record<string, Record<string, DescribedOperation>> }
  return {
    operations: Object.entries(paths)
      .filter(([path]) => path.startsWith('/mock/'))
      .flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, described]) =>
          operationOf(`${method.toUpperCase()} ${path.replace('/mock', '')}`, described),
        ),
      ),
    types: eventSubTypes.map(({ type, version, scopes, required, optional }) => ({
      name: type,
      id: `${type} ${version}`,
      scopes: [...new Set(scopes.flat())],
      condition: [
        ...required.map((name) => ({ name, isRequired: true })),
        ...optional.map((name) => ({ name, isRequired: false })),
      ],
    })),
    isGone: async (id) => {
      const [method, path] = id.split(' ')
      return (await mock.fetch(new Request(`http://localhost/mock${path}`, { method }))).status === 410
    },
  }
}

function operationOf(id: string, described: DescribedOperation): Operation {
  const { summary = id, security = [], parameters = [], requestBody } = described
  const query = parameters.filter((parameter) => parameter.in === 'query')
  const kinds = ['user', 'app', 'jwt'] as const
  return {
    name: summary,
    id,
    tokens: kinds.filter((kind) => security.some((way) => kind in way)),
    scopes: [...new Set(security.flatMap(({ user = [] }) => user))],
    query: query.map(({ name, required = false }) => ({ name, isRequired: required })),
    body: bodyOf(requestBody?.content['application/json']?.schema),
  }
}

/** The members of a body; of alternatives, each member, and as required what all of them require. */
function bodyOf(schema: Schema = {}): Operation['body'] {
  const alternatives = schema.anyOf ?? []
  const parts = [schema, ...(schema.allOf ?? [])]
  const names = new Set([...parts, ...alternatives].flatMap(({ properties = {} }) => Object.keys(properties)))
  const isRequired = (name: string) =>
    parts.some(({ required = [] }) => required.includes(name)) ||
    (alternatives.length > 0 && alternatives.every(({ required = [] }) => required.includes(name)))
  return [...names].map((name) => ({ name, isRequired: isRequired(name) }))
}
