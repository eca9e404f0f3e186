import { describe, expect, test } from 'bun:test'
import {
  createEventSubSession,
  endEventSubSession,
} from '../../../../src/mock/resources/eventsub/sessions/store.ts'
import { banUser } from '../../../../src/mock/resources/moderation/bans/store.ts'
import { eventSubTypeNames, eventSubTypes } from '../../../../src/twitch/eventsub.ts'
import type { Scope } from '../../../../src/twitch/scopes.ts'
import { describeAuthorization } from '../../../support/authorization.ts'
import { describeRefusals } from '../../../support/refusals.ts'
import { uuid, World } from '../../../support/world.ts'

const app = (world: World) => world.asApp()

const transport = { method: 'webhook', callback: 'https://localhost/eventsub', secret: 'a secret of ours' }
const online = {
  type: 'stream.online',
  version: '1',
  condition: { broadcaster_user_id: '1001' },
  transport,
}
const listed = {
  id: uuid(1),
  status: 'webhook_callback_verification_pending',
  type: 'stream.online',
  version: '1',
  condition: { broadcaster_user_id: '1001' },
  created_at: '2026-01-01T12:00:00.000000000Z',
  transport: { method: 'webhook', callback: transport.callback },
  cost: 1,
}

const subscribe = (world: World, wanted: object = {}) =>
  app(world).post('/eventsub/subscriptions', { ...online, ...wanted })
const list = async (world: World, query = {}) => (await app(world).get('/eventsub/subscriptions', query)).body

test('there are 83 subscriptions of 79 types', () => {
  expect(eventSubTypes).toHaveLength(83)
  expect(eventSubTypeNames).toHaveLength(79)
})

describe('a webhook subscription', () => {
  test('waits for its verification, is listed, and deleted', async () => {
    const world = new World()
    const reply = await subscribe(world)
    const totals = { total: 1, total_cost: 0, max_total_cost: 10_000 }
    expect(reply).toMatchObject({ status: 202 })
    expect(reply.body).toEqual({ data: [listed], ...totals })
    expect(await list(world)).toEqual({ data: [listed], ...totals, pagination: {} })
    const deleted = await app(world).delete('/eventsub/subscriptions', { id: listed.id })
    expect(deleted).toMatchObject({ status: 204, body: '' })
    expect(await list(world)).toMatchObject({ data: [], total: 0 })
  })

  test('is free once the user has authorized the client to anything', async () => {
    const world = new World()
    world.as(world.broadcaster, 'openid')
    expect((await subscribe(world)).body.data[0].cost).toBe(0)
  })

  test('is found by each filter', async () => {
    const world = new World()
    const create = async (wanted: object): Promise<string> => (await subscribe(world, wanted)).body.data[0].id
    const first = await create({})
    const second = await create({ condition: { broadcaster_user_id: '1002' } })
    const third = await create({ type: 'user.update', condition: { user_id: '1002' } })
    const found = async (query: object) => (await list(world, query)).data.map(({ id }: { id: string }) => id)
    expect(await found({ type: 'user.update' })).toEqual([third])
    expect(await found({ user_id: '1002' })).toEqual([second, third])
    expect(await found({ subscription_id: second })).toEqual([second])
    expect(await found({ status: 'enabled' })).toEqual([])
    const pending = 'webhook_callback_verification_pending'
    expect(await found({ status: pending })).toEqual([first, second, third])
  })

  test('may go to a handler on this machine without TLS', async () => {
    const callback = 'http://localhost:3000/eventsub'
    expect(await subscribe(new World(), { transport: { ...transport, callback } })).toMatchObject({
      status: 202,
    })
  })
})

describe('a WebSocket subscription', () => {
  const follow = {
    type: 'channel.follow',
    version: '2',
    condition: { broadcaster_user_id: '1001', moderator_user_id: '1001' },
  }
  const follower = (world: World, ...scopes: Scope[]) => world.as(world.broadcaster, ...scopes)

  test('is enabled at once, and listed for a while after its session', async () => {
    const world = new World()
    const { id: session_id, connected_at } = createEventSubSession(world.store)
    const api = follower(world, 'moderator:read:followers')
    const socket = { method: 'websocket', session_id }
    const { body } = await api.post('/eventsub/subscriptions', { ...follow, transport: socket })
    expect(body).toMatchObject({ total: 1, total_cost: 0, max_total_cost: 10 })
    expect(body.data[0]).toEqual({
      ...listed,
      ...follow,
      status: 'enabled',
      transport: { ...socket, connected_at },
      cost: 0,
    })
    expect(await list(world)).toMatchObject({ data: [] })
    world.advance(5)
    endEventSubSession(world.store, session_id, 'websocket_disconnected')
    const own = async () => (await api.get('/eventsub/subscriptions')).body.data
    expect(await own()).toMatchObject([
      { status: 'websocket_disconnected', transport: { disconnected_at: '2026-01-01T12:00:05.000000000Z' } },
    ])
    world.advance(3600)
    expect(await own()).toEqual([])
  })

  const session = (world: World) => ({
    ...follow,
    transport: { method: 'websocket', session_id: createEventSubSession(world.store).id },
  })
  describeRefusals(
    'POST /eventsub/subscriptions',
    {
      caller: (world) => follower(world, 'moderator:read:followers'),
      valid: (world) => ({ body: session(world) }),
    },
    [
      {
        condition: '400 The session_id field is required if you specify the WebSocket transport method.',
        body: { transport: { method: 'websocket' } },
      },
      {
        condition: '400 (undocumented) a session that is over',
        body: { transport: { method: 'websocket', session_id: 'nope' } },
        message: 'websocket transport session does not exist or has already disconnected',
      },
      {
        condition: "400 (undocumented) a session that is somebody else's",
        call: (world, valid) => {
          world.store.run("UPDATE eventsub_sessions SET client_id = $client_id, user_id = '1003'", {
            client_id: world.client.id,
          })
          return valid
        },
        message: 'websocket transport cannot have subscriptions created by different users',
      },
      {
        condition: '403 The access token is missing the required scopes.',
        caller: (world) => follower(world, 'openid'),
        message: 'subscription missing proper authorization',
      },
      {
        condition: '403 (undocumented) a moderator who is none',
        caller: (world) => world.as(world.viewer, 'moderator:read:followers'),
        body: { condition: { broadcaster_user_id: '1001', moderator_user_id: '1003' } },
        message: 'subscription missing proper authorization',
      },
      {
        condition: '429 (undocumented) a cost above the maximum',
        arrange: async (world) => {
          const transport = { method: 'websocket', session_id: createEventSubSession(world.store).id }
          const api = world.as(world.broadcaster, 'openid')
          for (let n = 0; n < 10; n++) {
            const { id } = world.user(String(2000 + n), `User${n}`)
            await api.post('/eventsub/subscriptions', {
              ...online,
              condition: { broadcaster_user_id: id },
              transport,
            })
          }
          world.user('3000', 'Last')
        },
        body: { type: 'stream.online', version: '1', condition: { broadcaster_user_id: '3000' } },
        message: 'The total cost of the subscriptions exceeds the maximum total cost.',
      },
    ],
  )
})

describe("a chat subscription with the app's token", () => {
  const chat = { type: 'channel.chat.message', condition: { broadcaster_user_id: '1001', user_id: '1003' } }

  test('needs a bot that the user and the channel know', async () => {
    const world = new World()
    world.as(world.viewer, 'user:read:chat')
    expect(await subscribe(world, chat)).toMatchObject({ status: 403 })
    world.as(world.viewer, 'user:bot')
    expect(await subscribe(world, chat)).toMatchObject({ status: 403 })
    world.as(world.broadcaster, 'channel:bot')
    expect(await subscribe(world, chat)).toMatchObject({ status: 202 })
  })

  test('is not for who is banned', async () => {
    const world = new World()
    world.as(world.viewer, 'user:read:chat', 'user:bot')
    world.as(world.broadcaster, 'channel:bot')
    banUser(world.store, { broadcaster_id: '1001', moderator_id: '1001', user_id: '1003' })
    expect(await subscribe(world, chat)).toMatchObject({ status: 403 })
  })
})

describe('a conduit subscription', () => {
  test('is enabled at once, and not after its conduit', async () => {
    const world = new World()
    const { id } = (await app(world).post('/eventsub/conduits', { shard_count: 1 })).body.data[0]
    const { body } = await subscribe(world, { transport: { method: 'conduit', conduit_id: id } })
    expect(body.data[0]).toMatchObject({
      status: 'enabled',
      transport: { method: 'conduit', conduit_id: id },
    })
    expect((await list(world, { conduit_id: id })).data).toHaveLength(1)
    await app(world).delete('/eventsub/conduits', { id })
    expect((await list(world)).data).toMatchObject([{ status: 'conduit_deleted' }])
  })
})

describeAuthorization('GET /eventsub/subscriptions', { token: 'any' }, () => ({}))
describeAuthorization('POST /eventsub/subscriptions', { token: 'any' }, () => ({ body: online }))
describeAuthorization('DELETE /eventsub/subscriptions', { token: 'any' }, () => ({ query: { id: uuid(99) } }))

const withTransport = (change: object) => ({ transport: { ...transport, ...change } })
describeRefusals('POST /eventsub/subscriptions', { caller: app, valid: () => ({ body: online }) }, [
  {
    condition: '400 The condition field is required.',
    body: { condition: undefined },
    message: 'Missing required parameter "condition"',
  },
  {
    condition: '400 The user specified in the condition object does not exist.',
    body: { condition: { broadcaster_user_id: '99' } },
  },
  {
    condition: '400 The condition object is missing one or more required fields.',
    body: { type: 'channel.raid', condition: { broadcaster_user_id: '1001' } },
  },
  {
    condition: '400 The combination of values in the version and type fields is not valid.',
    body: { version: '99' },
    message: 'invalid subscription type and version',
  },
  {
    condition: '400 The combination of subscription type and version is not valid.',
    body: { type: 'channel.update' },
    message: 'invalid subscription type and version',
  },
  {
    condition: '400 The length of the string in the secret field is not valid.',
    body: withTransport({ secret: 'x'.repeat(101) }),
    message: 'secret must be between 10 and 100 characters',
  },
  {
    condition:
      "400 The URL in the transport's callback field is not valid. The URL must use the HTTPS protocol " +
      'and the 443 port number.',
    body: withTransport({ callback: 'https://example.com:8443/eventsub' }),
    message:
      'call back must be https protocol, or start the mock server with --allow-callback-host example.com:8443',
  },
  {
    condition: '400 The value specified in the method field is not valid.',
    body: withTransport({ method: 'carrier pigeon' }),
  },
  {
    condition: '400 The callback field is required if you specify the webhook transport method.',
    body: withTransport({ callback: undefined }),
  },
  {
    condition: '400 The conduit_id field is required if you specify the Conduit transport method.',
    body: { transport: { method: 'conduit' } },
  },
  {
    condition: '400 The session_id field is required if you specify the WebSocket transport method.',
    caller: (world) => world.as(world.broadcaster, 'openid'),
    body: { transport: { method: 'websocket' } },
  },
  {
    condition: '400 (undocumented) a webhook with a user access token',
    caller: (world) => world.as(world.broadcaster, 'openid'),
    message: 'invalid transport and auth combination',
  },
  {
    condition: '403 The access token is missing the required scopes.',
    body: { type: 'channel.ban' },
    message: 'subscription missing proper authorization',
  },
  {
    condition: '403 (undocumented) the events of another client',
    body: { type: 'user.authorization.grant', condition: { client_id: 'another' } },
    message: 'subscription missing proper authorization',
  },
  {
    condition: '409 A subscription already exists for the specified event type and condition combination.',
    arrange: (world) => subscribe(world),
    message: `subscription already exists: id=${uuid(1)}`,
  },
  {
    condition:
      '429 The request exceeds the number of subscriptions that you may create with the same combination ' +
      'of type and condition values.',
    arrange: async (world) => {
      for (const n of [1, 2, 3]) await subscribe(world, withTransport({ callback: `https://localhost/${n}` }))
    },
    message: 'maximum subscriptions with type and condition exceeded',
  },
])
describeRefusals('GET /eventsub/subscriptions', { caller: app, valid: () => ({}) }, [
  {
    condition:
      '400 The request may specify only one filter query parameter. For example, either type or status or user_id.',
    query: { type: 'stream.online', user_id: '1001' },
  },
  {
    condition: '400 The value in the type query parameter is not valid.',
    query: { type: 'stream.sideways' },
  },
  {
    condition: '400 The value in the status query parameter is not valid.',
    query: { status: 'asleep' },
  },
  {
    condition: '400 The cursor specified in the after query parameter is not valid.',
    query: { after: 'nope' },
    message: 'Invalid cursor.',
  },
])
describeRefusals(
  'DELETE /eventsub/subscriptions',
  {
    caller: app,
    valid: async (world) => ({ query: { id: (await subscribe(world)).body.data[0].id } }),
  },
  [
    {
      condition: '400 The id query parameter is required.',
      query: { id: undefined },
      message: 'Missing required parameter "id"',
    },
    { condition: '404 The subscription was not found.', query: { id: uuid(99) } },
    {
      condition: "404 (undocumented) a user's request for an app's subscription",
      caller: (world) => world.as(world.broadcaster, 'openid'),
      message: 'The subscription was not found.',
    },
  ],
)
