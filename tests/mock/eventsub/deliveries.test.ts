import { describe, expect, test } from 'bun:test'
import { createHmac } from 'node:crypto'
import { Receiver, SocketClient, settled, subscribeByApp, subscribeBySocket } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

const updated = { type: 'channel.update', version: '2', condition: { broadcaster_user_id: '1001' } }
const online = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }

interface DeliveryEntry {
  id: number
  message_id: string
  attempts: unknown[]
}

/** What the journal has, through the front door. */
async function deliveries(world: World, query = {}) {
  return (await world.send('GET', '/units/deliveries', { query })).body.data
}

const resend = (world: World, id: number) => world.send('POST', `/units/deliveries/${id}/resend`)

const rename = (world: World, title: string) =>
  world
    .as(world.broadcaster, 'channel:manage:broadcast')
    .patch('/channels', { title }, { broadcaster_id: '1001' })

const goLive = (world: World) => world.send('POST', '/units/streams', { body: { user_id: '1001' } })

describe('by WebSocket', () => {
  async function connected() {
    const world = new World()
    const client = new SocketClient(world)
    const subscription = await subscribeBySocket(world, client, world.viewer, updated)
    return { world, client, subscription }
  }

  test('a delivery tells its subscription, session and message', async () => {
    const { world, client, subscription } = await connected()
    await rename(world, 'New')
    const [{ metadata, payload }] = client.of('notification')
    expect(await deliveries(world)).toEqual([
      {
        id: 1,
        at: '2026-01-01T12:00:00.000Z',
        message_id: metadata.message_id,
        message_type: 'notification',
        message_timestamp: metadata.message_timestamp,
        subscription_id: subscription.id,
        type: 'channel.update',
        version: '2',
        condition: { broadcaster_user_id: '1001' },
        client_id: world.client.id,
        user_id: '1003',
        transport: subscription.transport,
        status: 'delivered',
        reason: null,
        next_attempt_at: null,
        fault: null,
        attempts: [
          {
            at: '2026-01-01T12:00:00.000Z',
            transport: { method: 'websocket', session_id: client.sessionId },
            status: null,
            error: null,
            duration_ms: null,
          },
        ],
        payload,
      },
    ])
  })

  test('one that a client does not read has failed', async () => {
    const { world, client } = await connected()
    client.unread = 5 * 1024 * 1024
    await rename(world, 'New')
    const reason = 'the client does not read'
    expect(await deliveries(world)).toMatchObject([
      { status: 'failed', reason, attempts: [{ error: reason }] },
    ])
  })

  test('a message is sent again with its ID, while the session is open', async () => {
    const { world, client } = await connected()
    await rename(world, 'New')
    world.advance(5)
    expect(await resend(world, 1)).toMatchObject({ status: 202, body: { id: 1 } })
    const [first, second] = client.of('notification')
    expect(second).toEqual(first)
    expect(await deliveries(world)).toMatchObject([
      {
        status: 'delivered',
        attempts: [{ at: '2026-01-01T12:00:00.000Z' }, { at: '2026-01-01T12:00:05.000Z' }],
      },
    ])
  })

  test('a message to a session that is closed is refused', async () => {
    const { world, client, subscription } = await connected()
    await rename(world, 'New')
    client.leave()
    const { status, body } = await resend(world, 1)
    expect([status, body.message]).toEqual([
      409,
      `The subscription ${subscription.id} is not enabled: it is websocket_disconnected.`,
    ])
  })

  test('a delivery that is not there cannot be sent again', async () => {
    const { body } = await resend(new World(), 7)
    expect(body).toEqual({
      error: 'Not Found',
      status: 404,
      message: 'There is no delivery 7: GET /units/deliveries lists those there are.',
    })
  })
})

describe('by webhook', () => {
  async function subscribed(callback?: string) {
    const world = new World()
    const receiver = new Receiver(world)
    const subscription = await subscribeByApp(world, receiver.transport(callback), updated)
    return { world, receiver, subscription }
  }

  test('a challenge is a delivery, too, and is not sent again', async () => {
    const { world, receiver } = await subscribed()
    expect(await deliveries(world)).toMatchObject([
      {
        message_type: 'webhook_callback_verification',
        status: 'delivered',
        attempts: [{ status: 200, error: null }],
        payload: receiver.received[0]!.body,
      },
    ])
    const { status, body } = await resend(world, 1)
    expect([status, body.message]).toEqual([
      409,
      'A challenge is not sent again: the callback is verified once.',
    ])
  })

  test('a message is sent again with its ID and timestamp, signed as the secret is', async () => {
    const { world, receiver } = await subscribed()
    await rename(world, 'New')
    await settled()
    world.advance(60)
    expect((await resend(world, 2)).status).toBe(202)
    await settled()
    const [first, second] = receiver.of('notification')
    expect(second).toEqual(first!)
    const { headers, raw } = second!
    const signed =
      headers['Twitch-Eventsub-Message-Id']! + headers['Twitch-Eventsub-Message-Timestamp']! + raw
    expect(headers['Twitch-Eventsub-Message-Signature']).toBe(
      `sha256=${createHmac('sha256', receiver.secret).update(signed).digest('hex')}`,
    )
    expect((await deliveries(world))[1]).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 204 }, { at: '2026-01-01T12:01:00.000Z', status: 204 }],
    })
  })

  test('one that is sent again is tried again when it fails', async () => {
    const { world, receiver } = await subscribed()
    await rename(world, 'New')
    await settled()
    const answers = [503, 204]
    receiver.answer = () => answers.shift()!
    await resend(world, 2)
    await settled()
    expect((await resend(world, 2)).body.message).toBe(
      'The message is on its way, and is sent again by itself if it fails.',
    )
    world.advance(2)
    await settled()
    expect((await deliveries(world))[1]).toMatchObject({
      status: 'delivered',
      attempts: [{ status: 204 }, { status: 503 }, { status: 204 }],
    })
  })

  test('to a subscription that is gone is refused', async () => {
    const { world, subscription } = await subscribed()
    await rename(world, 'New')
    await settled()
    await world.asApp().delete('/eventsub/subscriptions', { id: subscription.id })
    const { status, body } = await resend(world, 2)
    expect([status, body.message]).toEqual([409, `The subscription ${subscription.id} is gone.`])
  })

  test('the secrets of a callback are in no entry', async () => {
    const { world, receiver } = await subscribed('http://localhost:3000/webhook?token=hidden&n=1')
    await rename(world, 'New')
    await settled()
    const entries = await deliveries(world)
    expect(entries[1].attempts[0].transport.callback).toBe(
      'http://localhost:3000/webhook?token=[redacted]&n=1',
    )
    const text = JSON.stringify(entries)
    expect([receiver.secret, 'hidden'].filter((word) => text.includes(word))).toEqual([])
  })
})

describe('by conduit', () => {
  async function conduit(shards: object[]) {
    const world = new World()
    const api = world.asApp()
    const { id } = (await api.post('/eventsub/conduits', { shard_count: 2 })).body.data[0]
    await api.patch('/eventsub/conduits/shards', { conduit_id: id, shards })
    return { world, id }
  }

  test('the attempts name the shard', async () => {
    const world = new World()
    const [one, other] = [new SocketClient(world), new SocketClient(world)]
    const api = world.asApp()
    const { id } = (await api.post('/eventsub/conduits', { shard_count: 2 })).body.data[0]
    const shards = [one, other].map(({ sessionId }, index) => ({
      id: String(index),
      transport: { method: 'websocket', session_id: sessionId },
    }))
    await api.patch('/eventsub/conduits/shards', { conduit_id: id, shards })
    await subscribeByApp(world, { method: 'conduit', conduit_id: id }, updated)
    for (const title of ['a', 'b']) await rename(world, title)
    const listed = await deliveries(world, { transport: 'conduit' })
    expect(listed.map(({ transport }: { transport: object }) => transport)).toEqual([
      { method: 'conduit', conduit_id: id },
      { method: 'conduit', conduit_id: id },
    ])
    expect(listed.flatMap(({ attempts }: DeliveryEntry) => attempts)).toMatchObject([
      { transport: { method: 'websocket', session_id: one.sessionId, shard_id: '0' } },
      { transport: { method: 'websocket', session_id: other.sessionId, shard_id: '1' } },
    ])
  })

  test('without an enabled shard it has failed', async () => {
    const { world, id } = await conduit([])
    await subscribeByApp(world, { method: 'conduit', conduit_id: id }, updated)
    await rename(world, 'New')
    expect(await deliveries(world, { type: 'channel.update' })).toMatchObject([
      { status: 'failed', reason: 'no other shard is enabled', attempts: [] },
    ])
  })
})

describe('filters', () => {
  const filled = async () => {
    const world = new World()
    const client = new SocketClient(world)
    const receiver = new Receiver(world)
    receiver.answer = () => 500
    await subscribeBySocket(world, client, world.viewer, updated)
    await subscribeBySocket(world, client, world.viewer, online)
    await subscribeByApp(world, receiver.transport(), online)
    await rename(world, 'New')
    await goLive(world)
    await settled()
    return world
  }

  // 1 is the challenge, 2 by WebSocket of the title, 3 by WebSocket and 4 by webhook of the stream.
  test.each([
    [{}, [1, 2, 3, 4]],
    [{ type: 'stream.online', message_type: 'notification' }, [3, 4]],
    [{ transport: 'websocket' }, [2, 3]],
    [{ status: 'pending' }, [4]],
    [{ status: 'delivered', after: 1 }, [2, 3]],
    [{ user_id: '1003' }, [2, 3]],
    [{ user_id: '1001' }, [1, 2, 3, 4]],
    [{ client_id: 'somebody' }, []],
  ])('%j', async (query, ids) => {
    expect((await deliveries(await filled(), query)).map(({ id }: DeliveryEntry) => id)).toEqual(ids)
  })

  test('by subscription and by message', async () => {
    const world = await filled()
    const [, entry] = await deliveries(world)
    const { subscription_id, message_id } = entry
    expect(await deliveries(world, { subscription_id })).toEqual([entry])
    expect(await deliveries(world, { message_id })).toEqual([entry])
  })

  test('count, and an emptied journal goes on with other IDs', async () => {
    const world = await filled()
    const count = async () =>
      (await world.send('POST', '/units/deliveries/count', { body: { match: { type: 'stream.online' } } }))
        .body
    expect(await count()).toEqual({ count: 3 })
    expect((await world.send('DELETE', '/units/deliveries')).status).toBe(204)
    expect(await count()).toEqual({ count: 0 })
    await rename(world, 'Newer')
    expect((await deliveries(world)).map(({ id }: DeliveryEntry) => id)).toEqual([5])
  })

  test('a status that is none is refused', async () => {
    const { status } = await new World().send('GET', '/units/deliveries', { query: { status: 'lost' } })
    expect(status).toBe(400)
  })
})

describe('wait', () => {
  const wait = (world: World, body: object) => world.send('POST', '/units/deliveries/wait', { body })

  test('answers once a delivery has become what is wanted', async () => {
    const world = new World()
    const receiver = new Receiver(world)
    const answers = [500, 204]
    receiver.answer = () => answers.shift()!
    await subscribeByApp(world, receiver.transport(), updated)
    const match = { type: 'channel.update', message_type: 'notification', status: 'delivered' }
    const waiting = wait(world, { match, timeout_ms: 60_000 })
    await rename(world, 'New')
    await settled()
    world.advance(2)
    const { status, body } = await waiting
    expect({ status, count: body.count }).toEqual({ status: 200, count: 1 })
    expect(body.data[0].attempts.map(({ status }: { status: number }) => status)).toEqual([500, 204])
  })

  test('says how many came if they are too few', async () => {
    const { status, body } = await wait(new World(), { timeout_ms: 1 })
    expect([status, body.message]).toEqual([
      408,
      '0 of 1 deliveries came within 1 ms. GET /units/deliveries lists what came.',
    ])
  })
})

test('the journal keeps the last thousand', async () => {
  const world = new World()
  await subscribeBySocket(world, new SocketClient(world), world.viewer, updated)
  for (let n = 0; n < 1003; n++) await rename(world, `Title ${n}`)
  const entries = await deliveries(world)
  expect([entries.length, entries[0].id, entries.at(-1).payload.event.title]).toEqual([1000, 4, 'Title 1002'])
})

test('a WebSocket of /units/live tells of each', async () => {
  const world = new World()
  await subscribeBySocket(world, new SocketClient(world), world.viewer, updated)
  const url = 'http://localhost/units/live?topics=deliveries'
  const connection = world.mock.live.connect(new Request(url, { headers: { Upgrade: 'websocket' } }))!
  const told: string[] = []
  connection.opened({ send: (text) => told.push(text), ping() {}, close() {}, waiting: () => 0 })
  await rename(world, 'New')
  connection.closed()
  await rename(world, 'Newer')
  const [entry] = await deliveries(world)
  expect(told.map((text) => JSON.parse(text))).toEqual([
    { topic: 'following', data: ['deliveries'] },
    { topic: 'deliveries', data: entry },
  ])
})

test('a restore empties it', async () => {
  const world = new World()
  await world.send('POST', '/units/snapshots', { body: { name: 'before' } })
  await subscribeBySocket(world, new SocketClient(world), world.viewer, updated)
  await rename(world, 'New')
  expect(await deliveries(world)).toHaveLength(1)
  await world.send('POST', '/units/snapshots/before/restore')
  expect(await deliveries(world)).toEqual([])
})

test('the reference describes it', async () => {
  const { body } = await new World().send('GET', '/mock/openapi.json')
  expect(Object.keys(body.paths['/units/deliveries'])).toEqual(['get', 'delete'])
  const { parameters, responses } = body.paths['/units/deliveries/{id}/resend'].post
  expect([parameters[0].name, Object.keys(responses)]).toEqual(['id', ['202']])
})
