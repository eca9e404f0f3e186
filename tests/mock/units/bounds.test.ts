import { describe, expect, test } from 'bun:test'
import { World } from '../../support/world.ts'

/** JSON Schema, as far as bodies under /units use it. */
interface Schema {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  pattern?: string
  format?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}

/** A value at a bound and the one just beyond it, of the member at a path, such as choices.0.title. */
interface Bound {
  path: string[]
  word: string
  limit: number
  last: unknown
  beyond: unknown
}

const world = new World()
const { paths } = (await world.send('GET', '/mock/openapi.json')).body
const fixtures: Record<string, Schema> = (await world.send('GET', '/units/fixtures/schema.json')).body
  .properties
const jsonOf = (operation: { requestBody?: { content: Record<string, { schema: Schema }> } }) =>
  operation.requestBody?.content['application/json']?.schema

/** PUT takes what PATCH does. */
const bodies = Object.entries(paths as Record<string, Record<'post' | 'patch', object>>).flatMap(
  ([path, { post, patch }]) =>
    Object.entries({ POST: post, PATCH: patch }).flatMap(([method, operation]) => {
      const schema = path.startsWith('/units/') && operation ? jsonOf(operation) : undefined
      return schema && boundsOf(schema).length > 0 ? [{ method, path, schema }] : []
    }),
)
const sections = Object.entries(fixtures).filter(([, { items }]) => boundsOf(items).length > 0)

// The numbers are facts of their own: both the description and the check follow from the declaration.
test('every bound under /units, and in fixtures', () => {
  const told = [
    ...bodies.map(({ method, path, schema }) => [`${method} ${path}`, schema] as const),
    ...sections.map(([name, { items }]) => [`fixture ${name}`, items] as const),
  ]
  expect(
    told.flatMap(([what, schema]) =>
      boundsOf(schema).map(({ path, word, limit }) => `${what} ${path.join('.')} ${word} ${limit}`),
    ),
  ).toMatchSnapshot()
})

describe('the bounds of', () => {
  for (const { method, path, schema } of bodies) {
    test.each(boundsOf(schema))(`${method} ${path} $path $word $limit`, async (bound) => {
      const refusal = (value: unknown) =>
        refusalOf(method, path, withMember(sample(schema), bound.path, value))
      const member = bound.path.join('.')
      const named = new RegExp(`"${member}" was malformed|${member} field must be set to a valid value`)
      // The longest wait is a minute of real time.
      if (bound.path[0] !== 'timeout_ms') expect(await refusal(bound.last)).not.toMatch(named)
      expect(await refusal(bound.beyond)).toMatch(named)
    })
  }
  for (const [name, { items: schema = {} }] of sections) {
    test.each(boundsOf(schema))(`fixture ${name} $path $word $limit`, async (bound) => {
      const refusal = (value: unknown) =>
        refusalOf('POST', '/units/fixtures', { [name]: [withMember(sample(schema), bound.path, value)] })
      const named = new RegExp(`"([\\w.]+\\.)?${bound.path.join('\\.')}" was malformed`)
      expect(await refusal(bound.last)).not.toMatch(named)
      expect(await refusal(bound.beyond)).toMatch(named)
    })
  }
})

/** The words of the refusal, whatever else is refused; empty if none is. */
async function refusalOf(method: string, path: string, body: object): Promise<string> {
  const world = new World()
  const address = path.includes('{id}') ? path.replace('{id}', await rowOf(world, path.split('/')[2]!)) : path
  const reply = await world.send(method, address, { body })
  return reply.status < 400 ? '' : reply.body.message
}

/** A row of a unit of which a world has none. */
const rows: Record<string, object> = {
  streams: { user_id: '1001' },
  power_ups: { broadcaster_id: '1001', title: 'x', bits: 1 },
  rewards: { broadcaster_id: '1001', title: 'x', cost: 1 },
  conduits: { client_id: world.client.id, shard_count: 1 },
  schedule_segments: {
    broadcaster_id: '1001',
    start_time: '2026-01-05T19:00:00Z',
    duration: 60,
    timezone: 'UTC',
  },
}

/** The ID of a row of a unit. */
async function rowOf(world: World, unit: string): Promise<string> {
  if (unit === 'redirect_uris') return world.client.id
  const body = rows[unit]
  if (body) expect((await world.send('POST', `/units/${unit}`, { body })).status).toBe(201)
  if (unit === 'unban_requests') {
    const both = { broadcaster_id: '1001', user_id: '1003' }
    await world.send('POST', '/units/bans', { body: both })
    await world.send('POST', '/units/unban_requests', { body: { ...both, text: 'x' } })
  }
  if (unit === 'chat_pins') {
    const both = { broadcaster_id: '1001', user_id: '1003' }
    const { body } = await world.send('POST', '/units/chat_messages', { body: { ...both, text: 'x' } })
    await world.send('POST', '/units/chat_pins', {
      body: { ...both, user_id: undefined, message_id: body.id },
    })
  }
  if (unit === 'eventsub_sessions') {
    world.store.insert('eventsub_sessions', { id: 'SESSION', connected_at: '2026-01-01T12:00:00Z' })
  }
  const [row] = (await world.send('GET', `/units/${unit}`)).body.data
  return row.id ?? row.ID ?? row.broadcaster_id
}

function boundsOf(schema: Schema | undefined, path: string[] = []): Bound[] {
  if (!schema) return []
  const bound = (word: keyof Schema, beside: number, make: (size: number) => unknown): Bound[] => {
    const limit = schema[word]
    if (typeof limit !== 'number' || (beside < 0 && limit === 0 && word !== 'minimum')) return []
    return [{ path, word, limit, last: make(limit), beyond: make(limit + beside) }]
  }
  const number = (size: number) => size
  const text = (size: number) => (/^\^\[!|0-9/.test(schema.pattern ?? '') ? '1' : 'x').repeat(size)
  const list = (size: number) => Array.from({ length: size }, (_, at) => sample(schema.items, at))
  return [
    ...bound('minimum', -1, number),
    ...bound('maximum', 1, number),
    ...bound('minLength', -1, text),
    ...bound('maxLength', 1, text),
    ...bound('minItems', -1, list),
    ...bound('maxItems', 1, list),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, member]) => boundsOf(member, [...path, name])),
    ...boundsOf(schema.items, [...path, '0']),
  ]
}

/** The least that a schema takes. */
function sample(schema: Schema = {}, at = 0): unknown {
  const { required = [], properties = {}, type, format } = schema
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (format === 'date-time' || schema.pattern?.includes('ago')) return '2026-01-05T19:00:00Z'
  if (format === 'time-zone') return 'UTC'
  if (schema.anyOf) return sample(schema.anyOf[0], at)
  const is = (name: string) => [type].flat().includes(name)
  if (is('object')) return Object.fromEntries(required.map((name) => [name, sample(properties[name])]))
  if (is('array')) return Array.from({ length: schema.minItems ?? 0 }, (_, n) => sample(schema.items, n))
  if (is('integer') || is('number')) return is('string') ? '1' : (schema.minimum ?? 1)
  if (is('boolean') && !is('string')) return true
  return `${at + 1}`.padStart(schema.minLength ?? 1, '0')
}

function withMember(whole: unknown, [name = '', ...rest]: string[], value: unknown): object {
  const members = (whole ?? {}) as Record<string, unknown>
  const member =
    rest.length === 0 ? value : withMember(members[name] ?? (rest[0] === '0' ? [] : {}), rest, value)
  if (!Array.isArray(whole)) return { ...members, [name]: member }
  return whole.length > 0 ? whole.with(Number(name), member) : [member]
}
