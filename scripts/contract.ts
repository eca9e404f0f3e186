import { dirname, join } from 'node:path'
import type { Bound, Contract, Operation } from '../tests/support/contract/reference.ts'

/**
 * Writes tests/reference/contract.json, the bounds that Twitch documents: of every operation its tokens, scopes and
 * parameters, with limits, values and defaults. tests/contract.test.ts asks at each of them.
 *
 *   bun scripts/contract.ts <helix.json of the conformance checker, openapi.json beside it> [eventsub.json]
 *
 * With a reference of EventSub it also writes tests/reference/eventsub-scopes.json: of each type what its user must
 * have granted, one of each list.
 */

interface Schema extends Bound {
  $ref?: string
  name?: string
  description?: string
  schema?: Schema
  mustMatchToken?: true
  required?: never
  properties?: Record<string, Schema>
  items?: Schema
}

interface Documented {
  id: string
  method: string
  path: string
  deprecated?: true
  tokens: Operation['tokens']
  scopes: string[]
  success: number
  query: (Schema & { required?: true; array?: true })[]
  body?: Schema
  response?: Schema
}

interface DocumentedType {
  type: string
  version: string
  authorization: { scopes_all_of: string[][] }
}

const [, , source, eventSub] = process.argv
if (!source) throw new Error('usage: bun scripts/contract.ts <path of helix.json>')
const { operations, schemas } = (await Bun.file(source).json()) as {
  operations: Documented[]
  schemas: Record<string, Schema>
}
const openapi = await Bun.file(join(dirname(source), 'openapi.json')).json()

/** These take an app access token too, of a client that the user has granted the scope. Source: Twitch, 2026. */
const byPriorAuthorization = new Set(
  `start-commercial get-ad-schedule snooze-next-ad get-chatters update-chat-settings send-a-shoutout
  check-automod-status manage-held-automod-messages get-automod-settings update-automod-settings get-banned-users
  ban-user unban-user get-blocked-terms add-blocked-term remove-blocked-term delete-chat-messages
  get-moderated-channels get-shield-mode-status update-shield-mode-status warn-chat-user
  send-chat-announcement`.split(/\s+/),
)

const id = { type: 'string', required: true } as const
const self = { ...id, self: true } as const
const pin = {
  tokens: ['user'],
  scopes: ['moderator:manage:chat_messages'],
  success: 204,
  query: { broadcaster_id: id, moderator_id: self, message_id: id },
  body: {},
} as const
const duration_seconds = { type: 'integer', minimum: 30, maximum: 1800 } as const

/** Operations that are newer than the reference. */
const since2026: Contract = {
  'GET /bits/custom_power_ups': {
    id: 'get-custom-power-up',
    tokens: ['user'],
    scopes: ['bits:read'],
    success: 200,
    query: { broadcaster_id: self, id: { type: 'string', array: true } },
    body: {},
  },
  'GET /chat/pins': {
    ...pin,
    id: 'get-pinned-chat-message',
    scopes: ['moderator:read:chat_messages', 'moderator:manage:chat_messages'],
    success: 200,
    query: { broadcaster_id: id, moderator_id: self },
  },
  'PUT /chat/pins': { ...pin, id: 'pin-chat-message', query: { ...pin.query, duration_seconds } },
  'PATCH /chat/pins': { ...pin, id: 'update-pinned-chat-message', query: { ...pin.query, duration_seconds } },
  'DELETE /chat/pins': { ...pin, id: 'unpin-chat-message' },
}

const contract: Contract = Object.fromEntries(
  operations.map((operation) => [`${operation.method} ${operation.path}`, boundsOf(operation)]),
)
Object.assign(contract, since2026)
await write('contract.json', contract)
if (eventSub) {
  const { subscriptions } = (await Bun.file(eventSub).json()) as { subscriptions: DocumentedType[] }
  const known = subscriptions.map(
    ({ type, version, authorization }) => [`${type} ${version}`, authorization.scopes_all_of] as const,
  )
  await write('eventsub-scopes.json', Object.fromEntries(known))
}
console.log(`${Object.keys(contract).length} operations`)

async function write(name: string, content: object): Promise<void> {
  const target = join(import.meta.dir, '../tests/reference', name)
  await Bun.write(target, JSON.stringify(content))
  await Bun.spawn(['bunx', 'biome', 'format', '--write', target]).exited
}

function boundsOf(documented: Documented): Operation {
  const { id, method, path, deprecated, tokens, scopes, success, query, body } = documented
  const raw = openapi.paths[path][method.toLowerCase()]
  const prose = (name: string): string => {
    const parameter = raw.parameters.find((parameter: Schema) => parameter.name === name)
    return parameter.description ?? parameter.schema.description ?? ''
  }
  const rawBody = raw.requestBody?.content['application/json'].schema
  return {
    id,
    ...(deprecated && { deprecated }),
    tokens,
    ...(byPriorAuthorization.has(id) && { byPriorAuthorization: true }),
    scopes,
    success,
    query: Object.fromEntries(query.map((schema) => [schema.name!, boundOf(schema, prose(schema.name!))])),
    // What a PATCH leaves out stays as it is: the defaults of its fields are those of a new thing.
    body: body
      ? Object.fromEntries(
          [...fieldsOf(body, resolved(rawBody), method !== 'PATCH')].map(shownIn(documented)),
        )
      : {},
  }
}

/** Marks the fields whose value the answer tells under the same name. */
function shownIn({ response }: Documented): (field: [string, Bound]) => [string, Bound] {
  const items = response?.properties?.data?.items
  const row = items?.$ref ? schemas[items.$ref.split('/').at(-1)!] : items
  return ([path, bound]) => [path, row?.properties?.[path] ? { ...bound, shown: true } : bound]
}

/** The fields of a body by their paths, such as "choices[].title". */
function* fieldsOf(schema: Schema, raw: Schema, hasDefaults: boolean, path = ''): Generator<[string, Bound]> {
  const required = schema.required as readonly string[] | undefined
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const rawField = resolved(raw.properties![name]!)
    const here = `${path}${name}`
    const isRequired = required?.includes(name) ? ({ required: true } as const) : {}
    const text = rawField.description ?? ''
    yield [here, { ...boundOf(field, hasDefaults ? text : ''), ...isRequired }]
    const longest = /each tag is limited to a maximum of (\d+) characters/i.exec(text)?.[1]
    if (longest) yield [`${here}[]`, { type: 'string', maxLength: Number(longest) }]
    if (field.items) yield* fieldsOf(field.items, resolved(rawField.items!), hasDefaults, `${here}[].`)
    yield* fieldsOf(field, rawField, hasDefaults, `${here}.`)
  }
}

function boundOf(schema: Schema & { required?: true; array?: true }, prose: string): Bound {
  const { type, array, required, enum: values, mustMatchToken } = schema
  const { minLength, maxLength, minItems, maxItems } = schema
  // "Value from 0-100" is a range too.
  const [, from, to] = /\bValue from (\d+)-(\d+)/.exec(prose) ?? []
  const { minimum = from && Number(from), maximum = to && Number(to) } = schema
  const bound = {
    type: [type].flat()[0]!,
    array,
    required: required === true ? required : undefined,
    self: mustMatchToken,
    format: schema.format,
    enum: values,
    minimum,
    maximum,
    minLength,
    maxLength,
    minItems,
    maxItems,
    default: defaultIn(prose, type, values),
  }
  return JSON.parse(JSON.stringify(bound))
}

/** The "The default is 20." of a description. */
function defaultIn(prose: string, type: string, values?: readonly unknown[]): Bound['default'] {
  const plain = prose.replaceAll(/[*_`“”"\\]/g, '').replaceAll(/\s+/g, ' ')
  const [, stated = ''] = /\bdefault(?:s to| is|:) ([\w-]+)/i.exec(plain) ?? []
  const [, marked] = /(\w+) \(default\)/.exec(plain) ?? []
  const text = marked ?? stated
  if (type === 'boolean') return text === 'true' ? true : text === 'false' ? false : undefined
  if (/^\d+$/.test(text)) return Number(text)
  if (values) return values.includes(text) ? text : undefined
  return /^[a-z]{2}-[A-Z]{2}$/.test(text) ? text : undefined
}

function resolved(schema: Schema): Schema {
  return schema.$ref ? openapi.components.schemas[schema.$ref.split('/').at(-1)!] : schema
}
