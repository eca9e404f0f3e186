import { describe, expect, test } from 'bun:test'
import {
  askToReconnect,
  closeEventSubSession,
  setSessionKeepAlive,
} from '../../../../src/mock/resources/eventsub/sessions/store.ts'
import { SocketClient, subscribeBySocket } from '../../../support/eventsub.ts'
import { World } from '../../../support/world.ts'

/** https://dev.twitch.tv/docs/eventsub/handling-websocket-events/ */

const ofBroadcaster = { broadcaster_user_id: '1001' }
const online = { type: 'stream.online', condition: ofBroadcaster }

/** A client with a subscription, which is therefore not closed after ten seconds. */
async function subscribed(world: World, path?: string) {
  const client = new SocketClient(world, path)
  const subscription = await subscribeBySocket(world, client, world.broadcaster, online)
  return { client, subscription }
}

const statuses = async (world: World): Promise<string[]> => {
  const { body } = await world.as(world.broadcaster).get('/eventsub/subscriptions')
  return body.data.map(({ status }: { status: string }) => status)
}

describe('a connection', () => {
  test.each(['/ws', '/eventsub/ws'])('at %s is welcomed', (path) => {
    const client = new SocketClient(new World(), path)
    expect(client.messages).toEqual([
      {
        metadata: {
          message_id: expect.any(String),
          message_type: 'session_welcome',
          message_timestamp: '2026-01-01T12:00:00.000000000Z',
        },
        payload: {
          session: {
            id: expect.stringMatching(/^[a-z0-9]{28}$/),
            status: 'connected',
            connected_at: '2026-01-01T12:00:00.000000000Z',
            keepalive_timeout_seconds: 10,
            reconnect_url: null,
          },
        },
      },
    ])
  })

  test.each([
    ['30', 30],
    ['1', 10],
    ['6000', 600],
    ['soon', 10],
  ])('that asks for a keepalive of %s seconds gets one of %i', (wanted, given) => {
    const client = new SocketClient(new World(), `/ws?keepalive_timeout_seconds=${wanted}`)
    expect(client.messages[0].payload.session.keepalive_timeout_seconds).toBe(given)
  })

  test('hears a keepalive after each window of silence, and none after a message', async () => {
    const world = new World()
    const { client } = await subscribed(world, '/ws?keepalive_timeout_seconds=20')
    const hear = (seconds: number) => {
      for (let second = 0; second < seconds; second++) {
        client.pong()
        world.advance(1)
      }
    }
    hear(19)
    expect(client.types).toEqual(['session_welcome'])
    hear(1)
    expect(client.messages.at(-1)).toEqual({
      metadata: {
        message_id: expect.any(String),
        message_type: 'session_keepalive',
        message_timestamp: '2026-01-01T12:00:20.000000000Z',
      },
      payload: {},
    })
    hear(10)
    askToReconnect(world.store, client.sessionId)
    hear(19)
    expect(client.types).toEqual(['session_welcome', 'session_keepalive', 'session_reconnect'])
    hear(1)
    expect(client.types.at(-1)).toBe('session_keepalive')
  })

  test('is closed with 4001 when the client says something', async () => {
    const world = new World()
    const { client } = await subscribed(world)
    client.say()
    expect(client.closed).toEqual({ code: 4001, reason: 'Client sent inbound traffic' })
    expect(await statuses(world)).toEqual(['websocket_received_inbound_traffic'])
  })

  test('is closed with 4002 when a ping is not answered', async () => {
    const world = new World()
    const { client } = await subscribed(world)
    world.advance(10)
    client.pong()
    world.advance(10)
    expect(client.pings).toBe(2)
    expect(client.closed).toBeUndefined()
    world.advance(10)
    expect(client.closed).toEqual({ code: 4002, reason: 'Client failed ping-pong' })
    expect(await statuses(world)).toEqual(['websocket_failed_ping_pong'])
  })

  test('is closed with 4003 when nothing is subscribed to within 10 seconds', async () => {
    const world = new World()
    const unused = new SocketClient(world)
    const { client } = await subscribed(world)
    world.advance(9.9)
    expect(unused.closed).toBeUndefined()
    world.advance(0.1)
    expect(unused.closed).toEqual({ code: 4003, reason: 'Connection unused' })
    expect(client.closed).toBeUndefined()
  })

  test('that serves a shard is used', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const api = world.asApp()
    const { body } = await api.post('/eventsub/conduits', { shard_count: 1 })
    const transport = { method: 'websocket', session_id: client.sessionId }
    await api.patch('/eventsub/conduits/shards', {
      conduit_id: body.data[0].id,
      shards: [{ id: '0', transport }],
    })
    world.advance(10)
    expect(client.closed).toBeUndefined()
  })

  test('that the client ends takes its subscriptions along', async () => {
    const world = new World()
    const { client } = await subscribed(world)
    world.advance(1)
    client.leave()
    const { body } = await world.as(world.broadcaster).get('/eventsub/subscriptions')
    expect(body.data[0]).toMatchObject({
      status: 'websocket_disconnected',
      transport: {
        method: 'websocket',
        session_id: client.sessionId,
        connected_at: '2026-01-01T12:00:00.000000000Z',
        disconnected_at: '2026-01-01T12:00:01.000000000Z',
      },
    })
    expect(world.scheduler.size).toBe(0)
  })

  test.each([
    [4000, 'Internal server error', 'websocket_internal_error'],
    [4005, 'Network timeout', 'websocket_network_timeout'],
    [4006, 'Network error', 'websocket_network_error'],
  ])('can be closed with %i', async (code, reason, status) => {
    const world = new World()
    const { client } = await subscribed(world)
    closeEventSubSession(world.store, client.sessionId, code)
    expect(client.closed).toEqual({ code, reason })
    expect(await statuses(world)).toEqual([status])
  })

  test('ends with the server', async () => {
    const world = new World()
    const { client } = await subscribed(world)
    world.mock.eventSub.stop()
    expect(client.closed).toEqual({ code: 4000, reason: 'Internal server error' })
    expect(world.scheduler.size).toBe(0)
  })
})

describe('keepalives', () => {
  test('are left out, and sent again', async () => {
    const world = new World()
    const { client } = await subscribed(world)
    setSessionKeepAlive(world.store, client.sessionId, false)
    world.advance(10)
    expect(client.types).toEqual(['session_welcome'])
    client.pong()
    setSessionKeepAlive(world.store, client.sessionId, true)
    world.advance(10)
    expect(client.types).toEqual(['session_welcome', 'session_keepalive'])
  })
})

describe('where no subscription is required', () => {
  const ban = { type: 'channel.ban', condition: ofBroadcaster }
  const trigger = (world: World, more?: object) =>
    world.send('POST', '/units/events', { body: { ...ban, ...more } })

  test('every session gets what is triggered, once, and stays', async () => {
    const world = new World({ requireSubscription: false })
    const [one, other] = [new SocketClient(world), new SocketClient(world)]
    await subscribeBySocket(world, other, world.broadcaster, ban, 'channel:moderate')
    const { body } = await trigger(world)
    world.advance(15)
    const moment = '2026-01-01T12:00:00.000000000Z'
    expect(one.of('notification')).toEqual([
      {
        metadata: {
          message_id: expect.any(String),
          message_type: 'notification',
          message_timestamp: moment,
          subscription_type: 'channel.ban',
          subscription_version: '1',
        },
        payload: {
          subscription: {
            id: expect.any(String),
            status: 'enabled',
            ...ban,
            version: '1',
            created_at: moment,
            transport: { method: 'websocket', session_id: one.sessionId, connected_at: moment },
            cost: 0,
          },
          event: body.event,
        },
      },
    ])
    expect(other.of('notification').length).toBe(1)
    expect(one.closed).toBeUndefined()
  })

  test('one session alone may be meant', async () => {
    const world = new World({ requireSubscription: false })
    const [one, other] = [new SocketClient(world), new SocketClient(world)]
    await trigger(world, { session_id: other.sessionId })
    world.advance(1)
    expect(one.of('notification')).toEqual([])
    expect(other.of('notification').length).toBe(1)
    expect(await trigger(world, { session_id: 'none' })).toMatchObject({ status: 404 })
  })
})

describe('a reconnection', () => {
  async function asked(world: World) {
    const { client, subscription } = await subscribed(world, '/ws?keepalive_timeout_seconds=60')
    askToReconnect(world.store, client.sessionId)
    const url: string = client.messages.at(-1).payload.session.reconnect_url
    return { old: client, url, subscription }
  }

  test('that ends at once ends the connection that it came from, too', async () => {
    const world = new World()
    const { old, url } = await asked(world)
    new SocketClient(world, url).leave()
    expect(old.closed).toEqual({ code: 4007, reason: 'Invalid reconnect' })
  })

  test('is asked for', async () => {
    const { old, url } = await asked(new World())
    expect(old.messages.at(-1).payload).toEqual({
      session: {
        id: old.sessionId,
        status: 'reconnecting',
        keepalive_timeout_seconds: null,
        reconnect_url: url,
        connected_at: '2026-01-01T12:00:00.000000000Z',
      },
    })
    expect(url).toMatch(/^ws:\/\/localhost\/ws\?/)
  })

  test('hands the session over: each message comes once, on the old connection until the welcome', async () => {
    const world = new World()
    const { old, url, subscription } = await asked(world)
    const publish = () =>
      world.mock.eventSub.publish({
        type: 'stream.online',
        version: '1',
        condition: ofBroadcaster,
        event: {},
        at: world.store.now(),
      })
    publish()
    const fresh = new SocketClient(world, url)
    publish()
    old.leave()
    publish()
    world.advance(15)
    expect(old.types).toEqual(['session_welcome', 'session_reconnect', 'notification'])
    expect(fresh.types).toEqual(['session_welcome', 'notification', 'notification'])
    expect(fresh.messages[0].payload.session).toMatchObject({ id: old.sessionId, status: 'connected' })
    const { body } = await world.as(world.broadcaster).get('/eventsub/subscriptions')
    expect(body.data).toEqual([subscription])
  })

  test('that does not come within 30 seconds ends the session with 4004', async () => {
    const world = new World()
    const { old } = await asked(world)
    for (let second = 0; second < 30; second++) {
      expect(old.closed).toBeUndefined()
      old.pong()
      world.advance(1)
    }
    expect(old.closed).toEqual({ code: 4004, reason: 'Reconnect grace time expired' })
    expect(await statuses(world)).toEqual(['websocket_failed_to_reconnect'])
  })

  test('leaves an old connection that is not closed to be closed with 4004', async () => {
    const world = new World()
    const { old, url } = await asked(world)
    const fresh = new SocketClient(world, url)
    for (let second = 0; second < 30; second++) {
      old.pong()
      fresh.pong()
      world.advance(1)
    }
    expect(old.closed).toEqual({ code: 4004, reason: 'Reconnect grace time expired' })
    expect(fresh.closed).toBeUndefined()
    expect(await statuses(world)).toEqual(['enabled'])
  })

  test('by a URL that nobody gave, or that has been used, is refused with 4007', async () => {
    const world = new World()
    const { url } = await asked(world)
    const invalid = { code: 4007, reason: 'Invalid reconnect' }
    expect(new SocketClient(world, '/ws?reconnect=invented').closed).toEqual(invalid)
    expect(new SocketClient(world, '/ws?reconnect=').closed).toEqual(invalid)
    expect(new SocketClient(world, url).closed).toBeUndefined()
    expect(new SocketClient(world, url).closed).toEqual(invalid)
  })
})

describe('limits', () => {
  const refusal = async (attempt: Promise<unknown>) =>
    attempt.then(
      () => undefined,
      (error: Error) => JSON.parse(error.message),
    )

  test('three connections with subscriptions of a client and user', async () => {
    const world = new World()
    for (let n = 0; n < 3; n++) await subscribed(world)
    const fourth = new SocketClient(world)
    const other = { ...online, condition: { broadcaster_user_id: '1002' } }
    expect(await refusal(subscribeBySocket(world, fourth, world.broadcaster, other))).toMatchObject({
      status: 429,
      message: 'number of websocket transports limit exceeded',
    })
    await subscribeBySocket(world, fourth, world.viewer, other)
  })

  test('one user at a connection', async () => {
    const world = new World()
    const { client } = await subscribed(world)
    expect(await refusal(subscribeBySocket(world, client, world.viewer, online))).toMatchObject({
      status: 400,
      message: 'websocket transport cannot have subscriptions created by different users',
    })
  })

  test('a connection that is gone takes no subscriptions', async () => {
    const world = new World()
    const client = new SocketClient(world)
    client.leave()
    expect(await refusal(subscribeBySocket(world, client, world.viewer, online))).toMatchObject({
      status: 400,
      message: 'websocket transport session does not exist or has already disconnected',
    })
  })

  test('a client that does not read loses messages, which are counted, and keeps its session', async () => {
    const world = new World()
    const { client } = await subscribed(world)
    const publish = () =>
      world.mock.eventSub.publish({
        type: 'stream.online',
        version: '1',
        condition: ofBroadcaster,
        event: {},
        at: world.store.now(),
      })
    client.unread = 4 * 1024 * 1024
    publish()
    expect(world.warnings).toEqual([])
    client.unread++
    publish()
    expect(world.warnings).toEqual([
      `EventSub: 1 message to the WebSocket session ${client.sessionId} dropped: the client does not read`,
    ])
    client.unread = 0
    publish()
    expect(client.types).toEqual(['session_welcome', 'notification', 'notification'])
  })
})
