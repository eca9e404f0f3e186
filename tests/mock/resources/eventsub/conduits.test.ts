import { describe, expect, test } from 'bun:test'
import { createClient } from '../../../../src/mock/resources/accounts/store.ts'
import {
  createEventSubSession,
  endEventSubSession,
} from '../../../../src/mock/resources/eventsub/sessions/store.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const app = (world: World) => world.asApp()
const webhook = { method: 'webhook', callback: 'https://localhost/eventsub', secret: 'a secret of ours' }

/** A conduit with three shards. */
const create = async (world: World): Promise<{ id: string; shard_count: number }> =>
  (await app(world).post('/eventsub/conduits', { shard_count: 3 })).body.data[0]
const assign = async (world: World, id: string, transport: object = webhook) => ({
  body: { conduit_id: (await create(world)).id, shards: [{ id, transport }] },
})

describe('conduits', () => {
  test('are created, grow, shrink and go', async () => {
    const world = new World()
    const created = await app(world).post('/eventsub/conduits', { shard_count: 3 })
    expect(created.body).toEqual({ data: [{ id: uuid(1), shard_count: 3 }] })
    const updated = await app(world).patch('/eventsub/conduits', { id: uuid(1), shard_count: 5 })
    expect(updated.body).toEqual({ data: [{ id: uuid(1), shard_count: 5 }] })
    expect((await app(world).get('/eventsub/conduits')).body).toEqual(updated.body)
    const foreign = world.asApp(createClient(world.store, 'Other'))
    expect((await foreign.get('/eventsub/conduits')).body).toEqual({ data: [] })
    expect(await app(world).delete('/eventsub/conduits', { id: uuid(1) })).toMatchObject({ status: 204 })
    expect((await app(world).get('/eventsub/conduits')).body).toEqual({ data: [] })
  })

  test('take their fields from the query too, as some client libraries send them', async () => {
    const world = new World()
    const created = await app(world).post('/eventsub/conduits', undefined, { shard_count: 2 })
    expect(created.body).toEqual({ data: [{ id: uuid(1), shard_count: 2 }] })
    const updated = await app(world).patch('/eventsub/conduits', undefined, { id: uuid(1), shard_count: 4 })
    expect(updated.body.data).toEqual([{ id: uuid(1), shard_count: 4 }])
  })
})

describe('PATCH /eventsub/conduits/shards', () => {
  test('tells what is wrong with a shard beside those that are right', async () => {
    const world = new World()
    const { id: conduit_id } = await create(world)
    const { id: session_id, connected_at } = createEventSubSession(world.store)
    const socket = { method: 'websocket', session_id }
    const shards = [
      { id: '0', transport: webhook },
      { id: '2', transport: socket },
      { id: '3', transport: webhook },
      { id: '1', transport: { ...webhook, callback: 'http://example.com/eventsub' } },
      { id: '1', transport: { ...webhook, secret: 'short' } },
      { id: '1', transport: { method: 'websocket', session_id: 'nope' } },
      { id: '1', transport: { method: 'carrier pigeon' } },
    ]
    const reply = await app(world).patch('/eventsub/conduits/shards', { conduit_id, shards })
    const { secret: _, ...transport } = webhook
    const first = { id: '0', status: 'webhook_callback_verification_pending', transport }
    const third = { id: '2', status: 'enabled', transport: { ...socket, connected_at } }
    const refused = (id: string, message: string) => ({ id, message, code: 'invalid_parameter' })
    expect(reply).toMatchObject({ status: 202 })
    expect(reply.body).toEqual({
      data: [first, third],
      errors: [
        refused('3', "The shard id is outside the conduit's range"),
        refused(
          '1',
          'call back must be https protocol, or start the mock server with --allow-callback-host example.com:80',
        ),
        refused('1', 'secret must be between 10 and 100 characters'),
        refused('1', 'websocket transport session does not exist or has already disconnected'),
        refused('1', 'The value specified in the method field is not valid.'),
      ],
    })
    const list = async (status?: string) =>
      (await app(world).get('/eventsub/conduits/shards', { conduit_id, status })).body.data
    expect(await list()).toEqual([first, third])
    expect(await list('enabled')).toEqual([third])
    endEventSubSession(world.store, session_id, 'websocket_disconnected')
    expect(await list('websocket_disconnected')).toMatchObject([{ id: '2' }])
    await app(world).patch('/eventsub/conduits', { id: conduit_id, shard_count: 1 })
    expect(await list()).toEqual([first])
  })
})

const auth = { token: 'app' } as const
describeAuthorization('GET /eventsub/conduits', auth, () => ({}))
describeAuthorization('POST /eventsub/conduits', auth, () => ({ body: { shard_count: 1 } }))
describeAuthorization('PATCH /eventsub/conduits', auth, async (world) => ({ body: await create(world) }))
describeAuthorization('DELETE /eventsub/conduits', auth, async (world) => ({
  query: { id: (await create(world)).id },
}))
describeAuthorization('GET /eventsub/conduits/shards', auth, async (world) => ({
  query: { conduit_id: (await create(world)).id },
}))
describeAuthorization('PATCH /eventsub/conduits/shards', auth, (world) => assign(world, '0'))

const foreign = {
  condition: "404 Conduit's owner must match the client ID in the access token.",
  caller: (world: World) => world.asApp(createClient(world.store, 'Other')),
}
const requiredId = (where: 'query' | 'body', name: string, path = name) => ({
  condition: '400 The id query parameter is required.',
  [where]: { [name]: undefined },
  message: `Missing required parameter "${path}"`,
})

describeRefusals('POST /eventsub/conduits', { caller: app, valid: () => ({ body: { shard_count: 1 } }) }, [
  { condition: '400 Invalid shard count.', body: { shard_count: 20_001 } },
  {
    condition: '429 Conduit limit reached.',
    arrange: async (world) => {
      for (let n = 0; n < 5; n++) await create(world)
    },
  },
])
describeRefusals(
  'PATCH /eventsub/conduits',
  { caller: app, valid: async (world) => ({ body: await create(world) }) },
  [
    { condition: '400 Invalid shard count', body: { shard_count: 0 }, message: 'Invalid shard count.' },
    requiredId('body', 'id'),
    { condition: '404 Conduit not found.', body: { id: uuid(99) } },
    foreign,
  ],
)
describeRefusals(
  'DELETE /eventsub/conduits',
  { caller: app, valid: async (world) => ({ query: { id: (await create(world)).id } }) },
  [requiredId('query', 'id'), { condition: '404 Conduit not found.', query: { id: uuid(99) } }, foreign],
)
describeRefusals(
  'GET /eventsub/conduits/shards',
  { caller: app, valid: async (world) => ({ query: { conduit_id: (await create(world)).id } }) },
  [
    requiredId('query', 'conduit_id'),
    { condition: '404 Conduit not found.', query: { conduit_id: uuid(99) } },
    foreign,
  ],
)
describeRefusals('PATCH /eventsub/conduits/shards', { caller: app, valid: (world) => assign(world, '0') }, [
  {
    condition: '400 The id query parameter is required.',
    body: { shards: [{ transport: webhook }] },
    message: 'Missing required parameter "shards.0.id"',
  },
  { condition: '404 Conduit not found.', body: { conduit_id: uuid(99) } },
  foreign,
])
