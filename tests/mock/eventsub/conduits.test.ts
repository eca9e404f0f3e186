import { describe, expect, test } from 'bun:test'
import { Receiver, SocketClient, settled, subscribeByApp } from '../../support/eventsub.ts'
import { World } from '../../support/world.ts'

/** https://dev.twitch.tv/docs/eventsub/handling-conduit-events/ */

const online = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }

const publish = (world: World, n: number) =>
  world.mock.eventSub.publish({
    type: 'stream.online',
    version: '1',
    condition: { broadcaster_user_id: '1001' },
    event: { n },
    at: world.store.now(),
  })

/** A conduit with these transports for its shards, and a subscription. */
async function conduitOf(world: World, ...transports: object[]) {
  const api = world.asApp()
  const { body } = await api.post('/eventsub/conduits', { shard_count: transports.length + 1 })
  const conduit_id: string = body.data[0].id
  const shards = transports.map((transport, index) => ({ id: String(index), transport }))
  await api.patch('/eventsub/conduits/shards', { conduit_id, shards })
  await settled()
  const subscription = await subscribeByApp(world, { method: 'conduit', conduit_id }, online)
  const statuses = async (): Promise<string[]> => {
    const { body } = await api.get('/eventsub/conduits/shards', { conduit_id })
    return body.data.map(({ status }: { status: string }) => status)
  }
  return { conduit_id, subscription, statuses }
}

const bySocket = ({ sessionId }: SocketClient) => ({ method: 'websocket', session_id: sessionId })

const numbers = (client: SocketClient): number[] =>
  client.of('notification').map(({ payload }) => payload.event.n)

describe('a conduit', () => {
  test('gives each event to one of its shards, and tells the conduit as transport', async () => {
    const world = new World()
    const [first, second] = [new SocketClient(world), new SocketClient(world)]
    const { subscription, conduit_id } = await conduitOf(world, bySocket(first), bySocket(second))
    for (let n = 1; n <= 4; n++) publish(world, n)
    expect([...numbers(first), ...numbers(second)].sort()).toEqual([1, 2, 3, 4])
    expect(numbers(first)).toHaveLength(2)
    expect(first.of('notification')[0].payload.subscription).toEqual(subscription)
    expect(subscription.transport).toEqual({ method: 'conduit', conduit_id })
  })

  test('does without a shard whose connection is gone', async () => {
    const world = new World()
    const [first, second] = [new SocketClient(world), new SocketClient(world)]
    const { statuses } = await conduitOf(world, bySocket(first), bySocket(second))
    first.leave()
    for (let n = 1; n <= 2; n++) publish(world, n)
    expect(numbers(second)).toEqual([1, 2])
    expect(await statuses()).toEqual(['websocket_disconnected', 'enabled'])
  })

  test('gives an event that one shard refuses to one other', async () => {
    const world = new World()
    const receiver = new Receiver(world)
    receiver.answer = ({ callback }) => (callback.endsWith('/good') ? 204 : 500)
    await conduitOf(
      world,
      receiver.transport('http://localhost/bad'),
      receiver.transport('http://localhost/good'),
    )
    publish(world, 1)
    await settled()
    expect(receiver.of('notification').map(({ callback }) => callback)).toEqual([
      'http://localhost/bad',
      'http://localhost/good',
    ])
    const ids = receiver.of('notification').map(({ headers }) => headers['Twitch-Eventsub-Message-Id'])
    expect(new Set(ids).size).toBe(1)
  })

  test('discards an event that two shards refuse: a third hears nothing', async () => {
    const world = new World()
    const receiver = new Receiver(world)
    receiver.answer = ({ callback }) => (callback.endsWith('/good') ? 204 : 500)
    const callbacks = ['http://localhost/bad', 'http://localhost/worse', 'http://localhost/good']
    const { conduit_id } = await conduitOf(
      world,
      ...callbacks.map((callback) => receiver.transport(callback)),
    )
    publish(world, 1)
    await settled()
    await settled()
    expect(receiver.of('notification').map(({ callback }) => callback)).toEqual(callbacks.slice(0, 2))
    const failed = (callback: string) =>
      `EventSub: ${callback} failed a delivery: answered 500; answer with a status from 200 to 299`
    expect(world.warnings).toEqual([
      failed('http://localhost/bad'),
      failed('http://localhost/worse'),
      `EventSub: 1 message to the conduit ${conduit_id} dropped: two shards have failed`,
    ])
  })

  test('discards what no shard takes', async () => {
    const world = new World()
    const { conduit_id } = await conduitOf(world)
    publish(world, 1)
    expect(world.warnings).toEqual([
      `EventSub: 1 message to the conduit ${conduit_id} dropped: no other shard is enabled`,
    ])
  })
})

describe('a shard', () => {
  test('with a webhook is challenged before it is enabled', async () => {
    const world = new World()
    const receiver = new Receiver(world)
    const { statuses } = await conduitOf(world, receiver.transport())
    expect(receiver.of('webhook_callback_verification')).toHaveLength(1)
    expect(await statuses()).toEqual(['enabled'])
  })

  test('whose webhook fails the challenge is not enabled, which is published', async () => {
    const world = new World()
    const client = new SocketClient(world)
    const { conduit_id } = await conduitOf(world, bySocket(client))
    const wanted = { type: 'conduit.shard.disabled', condition: { client_id: world.client.id } }
    await subscribeByApp(world, { method: 'conduit', conduit_id }, wanted)
    world.receiver = async () => ({ status: 500, body: '' })
    const transport = { method: 'webhook', callback: 'http://localhost/', secret: 'x'.repeat(10) }
    await world.asApp().patch('/eventsub/conduits/shards', { conduit_id, shards: [{ id: '1', transport }] })
    await settled()
    expect(client.of('notification').map(({ payload }) => payload.event)).toEqual([
      expect.objectContaining({
        conduit_id,
        shard_id: '1',
        status: 'webhook_callback_verification_failed',
      }),
    ])
  })

  test.each([
    ['five failures in a row over two minutes', [0, 1, 2, 3, 120], 'notification_failures_exceeded'],
    ['five in less than two minutes', [0, 1, 2, 3, 119], 'enabled'],
    ['four over two minutes', [0, 1, 2, 120], 'enabled'],
    ['a success in between', [0, 1, 2, 'success at', 3, 4, 5, 6, 122], 'enabled'],
  ] as const)('has a webhook with %s', async (_, moments, status) => {
    const world = new World()
    const receiver = new Receiver(world)
    const { statuses } = await conduitOf(world, receiver.transport())
    const began = world.store.now().getTime()
    let answer = 500
    receiver.answer = () => answer
    for (const moment of moments) {
      answer = moment === 'success at' ? 204 : 500
      if (moment !== 'success at') world.advance(moment - (world.store.now().getTime() - began) / 1000)
      publish(world, 1)
      await settled()
    }
    expect(await statuses()).toEqual([status])
  })

  test('whose webhook fails for two minutes is disabled', async () => {
    const world = new World()
    const receiver = new Receiver(world)
    const { statuses } = await conduitOf(world, receiver.transport())
    receiver.answer = () => 500
    for (let n = 0; n < 5; n++) {
      publish(world, n)
      await settled()
      world.advance(30)
    }
    expect(await statuses()).toEqual(['notification_failures_exceeded'])
  })
})
