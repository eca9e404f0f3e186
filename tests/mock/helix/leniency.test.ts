import { afterAll, describe, expect, test } from 'bun:test'
import type { TProperties, TSchema } from '@sinclair/typebox'
import { leniencies, readLeniently } from '../../../src/mock/http/leniency.ts'
import { t } from '../../../src/mock/http/schema.ts'
import { contract } from '../../support/contract/reference.ts'
import { validRequest } from '../../support/contract/requests.ts'
import { type Json, Twitch } from '../../support/contract/twitch.ts'
import { World } from '../../support/world.ts'

/** What requests may say otherwise than the documentation, and what counts then. */
const text = t.Optional(t.String())
const table: [keyof typeof leniencies, unknown, TSchema, unknown][] = [
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((said) => ['query', said, t.Boolean(), true] as never),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((said) => ['query', said, t.Boolean(), false] as never),
  ...['yes', 'tRUE', 'on', '2', 'constructor'].map((said) => ['query', said, t.Boolean(), said] as never),
  ['query', '', text, undefined],
  ['query', '', t.String({ minLength: 0 }), ''],
  ['query', 'True', text, 'True'],
  ['body', '', text, undefined],
  ['body', '', t.String({ minLength: 0 }), ''],
  ['body', 'true', t.Boolean(), 'true'],
  ['body', 'True', t.Boolean({ mayBeText: true }), true],
  ['body', '15', t.Integer({ mayBeText: true }), 15],
  ['body', '15', t.Integer(), '15'],
  ['body', null, text, undefined],
  ['body', null, t.Nullable(t.String()), null],
  ['body', null, t.Unknown(), null],
  ['body', { a: null, b: 'x' }, t.Object({ a: text, b: text }), { b: 'x' }],
  ['body', { a: null }, t.Object({ a: t.Nullable(t.String()) }), { a: null }],
  ['body', { a: { b: null } }, t.Object({ a: t.Object({ b: text }) }), { a: {} }],
  ['body', [{ a: null }], t.Array(t.Object({ a: text })), [{}]],
  ['body', [null], t.Array(t.String()), [null]],
  ['body', { a: null, b: 'x' }, t.Record(t.String(), t.String()), { b: 'x' }],
  ['body', { a: null }, t.Record(t.String(), t.Unknown()), { a: null }],
  ['body', { a: null }, t.Union([t.Null(), t.Object({ a: text })]), {}],
]

describe('of leniencies', () => {
  test.each(table)('a %s reads %j', (where, said, schema, read) => {
    expect(readLeniently(leniencies[where], said, schema)).toEqual(read)
  })

  test('each names the clients that need it', () => {
    for (const { what, clients } of Object.values(leniencies).flat()) {
      expect([what, clients]).not.toContain('')
    }
  })
})

const twitch = await Twitch.generate()
afterAll(() => twitch.close())
const { paths } = (await twitch.fetch('GET', '/mock/openapi.json')).body

const operations = Object.keys(contract).filter((operation) => !contract[operation]!.deprecated)
const declared = (operation: string): Json => {
  const [method = '', path = ''] = operation.split(' ')
  return paths[`/mock${path}`]?.[method.toLowerCase()]
}
const bodyOf = (operation: string): TSchema | undefined =>
  declared(operation)?.requestBody?.content['application/json'].schema

/** The body with a null for every member that it does not name, at any depth. */
function withNulls(body: Json, { properties, required = [], items }: TSchema): Json {
  if (Array.isArray(body)) return body.map((item) => withNulls(item, items ?? {}))
  if (!properties || typeof body !== 'object') return body
  const members = Object.entries(properties as TProperties).map(([name, schema]) => {
    const isLeftOut = body[name] === undefined && !required.includes(name)
    return [name, isLeftOut ? null : withNulls(body[name], schema)]
  })
  return Object.fromEntries(members)
}

describe('null for every member that is left out is as nothing', () => {
  test.each(operations.filter(bodyOf))('%s', async (operation) => {
    const request = await validRequest(twitch, operation)
    const body = withNulls(request.body, bodyOf(operation)!)
    const { status, body: answer } = await twitch.ask(operation, { ...request, body })
    expect({ status, answer }).toEqual({ status: contract[operation]!.success, answer })
  })
})

/** What a parameter that is true needs besides. */
const companions: Record<string, object> = {
  is_vacation_enabled: {
    vacation_start_time: '2027-01-01T00:00:00Z',
    vacation_end_time: '2027-01-02T00:00:00Z',
    timezone: 'Europe/Berlin',
  },
}

describe('True and 0 are booleans in the query', () => {
  const booleans = operations.flatMap((operation) =>
    (declared(operation)?.parameters ?? [])
      .filter(({ schema }: Json) => schema.type === 'boolean')
      .map(({ name }: Json) => ({ operation, name: name as string })),
  )
  test.each(booleans)('$operation $name', async ({ operation, name }) => {
    for (const said of ['True', '1', 't', 'T', 'TRUE', 'false', 'False', '0', 'f', 'F', 'FALSE']) {
      const request = await validRequest(twitch, operation)
      const query = { ...request.query, ...companions[name], [name]: said }
      const answer = await twitch.ask(operation, { ...request, query })
      expect({ said, ...answer }).toMatchObject({ said, status: contract[operation]!.success })
    }
    const request = await validRequest(twitch, operation)
    const { status } = await twitch.ask(operation, { ...request, query: { ...request.query, [name]: 'yes' } })
    expect(status).toBe(400)
  })
})

test('lengths are counted in characters, and null for a required member is none', async () => {
  const world = new World()
  const poll = (title: unknown) =>
    world.as(world.broadcaster, 'channel:manage:polls').post('/polls', {
      broadcaster_id: '1001',
      title,
      choices: [{ title: '🙂'.repeat(25) }, { title: 'No' }],
      duration: 15,
    })
  expect((await poll(null)).body.message).toBe('Missing required parameter "title"')
  expect((await poll('🙂'.repeat(61))).body.message).toBe(
    'The parameter "title" was malformed: the value must be at most 60 characters long',
  )
  expect((await poll('🙂'.repeat(60))).status).toBe(200)
})

test('null in the condition of a subscription is as if it were absent', async () => {
  const world = new World()
  const { status, body } = await world.asApp().post('/eventsub/subscriptions', {
    type: 'channel.raid',
    version: '1',
    condition: { to_broadcaster_user_id: '1003', from_broadcaster_user_id: null },
    transport: { method: 'webhook', callback: 'http://localhost:1/x', secret: '0123456789' },
  })
  expect(status).toBe(202)
  expect(body.data[0].condition).toEqual({ to_broadcaster_user_id: '1003' })
})
