import { describe, expect, test } from 'bun:test'
import { SocketClient, subscribeByApp } from '../../support/eventsub.ts'
import { uuid, World } from '../../support/world.ts'

const send = (world: World, method: string, path: string, body?: unknown) =>
  world.send(method, `/units${path}`, { body })

const make = async (world: World, shard_count = 2) =>
  (await send(world, 'POST', '/conduits', { client_id: world.client.id, shard_count })).body

/** A conduit of which a client serves the shard 1. */
async function served(world: World, client = new SocketClient(world)) {
  const { id } = await make(world)
  const transport = { method: 'websocket', session_id: client.sessionId }
  const shards = [{ id: '1', transport }]
  expect((await world.asApp().patch('/eventsub/conduits/shards', { conduit_id: id, shards })).status).toBe(
    202,
  )
  return { id, client }
}

describe('a conduit', () => {
  test('is made, grows, and goes', async () => {
    const world = new World()
    const client_id = world.client.id
    const made = await send(world, 'POST', '/conduits', { client_id, shard_count: 2 })
    expect(made).toMatchObject({ status: 201 })
    expect(made.body).toEqual({ id: uuid(1), client_id, shard_count: 2 })
    const path = `/conduits/${uuid(1)}`
    expect((await send(world, 'PATCH', path, { shard_count: 3 })).body).toEqual({
      ...made.body,
      shard_count: 3,
    })
    expect((await world.asApp().get('/eventsub/conduits')).body.data).toEqual([
      { id: uuid(1), shard_count: 3 },
    ])
    expect((await send(world, 'DELETE', path)).status).toBe(204)
    expect((await send(world, 'GET', '/conduits')).body).toEqual({ cursor: '', total: 0, data: [] })
  })

  test('that goes ends its subscriptions', async () => {
    const world = new World()
    const { id, client } = await served(world)
    const online = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }
    await subscribeByApp(world, { method: 'conduit', conduit_id: id }, online)
    await send(world, 'DELETE', `/conduits/${id}`)
    expect((await send(world, 'GET', '/eventsub_subscriptions')).body.data).toMatchObject([
      { status: 'conduit_deleted' },
    ])
    expect((await send(world, 'GET', '/conduit_shards')).body.data).toEqual([])
    client.leave()
  })

  test('is refused beyond the fifth of a client, and for nobody', async () => {
    const world = new World()
    for (let n = 0; n < 5; n++) await make(world)
    const another = { client_id: world.client.id, shard_count: 1 }
    expect(await send(world, 'POST', '/conduits', another)).toMatchObject({
      status: 429,
      body: { error: 'Too Many Requests', status: 429, message: 'Conduit limit reached.' },
    })
    expect((await send(world, 'POST', '/conduits', { ...another, client_id: 'x' })).body.message).toBe(
      'There is no client x.',
    )
    expect((await send(world, 'POST', '/conduits', { ...another, shard_count: 0 })).body.message).toBe(
      'The parameter "shard_count" was malformed: the value must be greater than or equal to 1',
    )
  })
})

describe('a shard', () => {
  test('is told with its status and transport, and found by its conduit', async () => {
    const world = new World()
    const { id, client } = await served(world)
    const shard = {
      id: `${id}:1`,
      conduit_id: id,
      number: 1,
      status: 'enabled',
      transport: {
        method: 'websocket',
        session_id: client.sessionId,
        connected_at: expect.stringMatching(/^2026-01-01T12:00:00/),
      },
    }
    const list = await send(world, 'GET', `/conduit_shards?conduit_id=${id}&status=enabled`)
    expect(list.body).toEqual({ cursor: '', total: 1, data: [shard] })
    expect((await send(world, 'GET', `/conduit_shards/${id}:1`)).body).toEqual(shard)
    client.leave()
    expect((await send(world, 'GET', `/conduit_shards/${id}:1`)).body).toMatchObject({
      status: 'websocket_disconnected',
    })
    expect(await send(world, 'PATCH', `/conduit_shards/${id}:1`, { status: 'enabled' })).toMatchObject({
      status: 400,
      body: {
        error: 'Bad Request',
        status: 400,
        message: 'The session of the shard is over: it cannot be enabled again.',
      },
    })
  })

  test('is disabled, of which its client hears, and enabled again', async () => {
    const world = new World()
    const { id, client } = await served(world)
    const watcher = new SocketClient(world)
    const condition = { client_id: world.client.id }
    await subscribeByApp(
      world,
      { method: 'conduit', conduit_id: (await served(world, watcher)).id },
      { type: 'conduit.shard.disabled', condition },
    )
    const path = `/conduit_shards/${id}:1`
    const status = 'websocket_internal_error'
    expect((await send(world, 'PATCH', path, { status })).body).toMatchObject({ status })
    expect(watcher.of('notification').map(({ payload }) => payload.event)).toMatchObject([
      { conduit_id: id, shard_id: '1', status },
    ])
    expect((await send(world, 'PATCH', path, { status: 'enabled' })).body).toMatchObject({
      status: 'enabled',
    })
    client.leave()
    watcher.leave()
  })
})
