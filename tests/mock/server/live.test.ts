import { afterEach, describe, expect, test } from 'bun:test'
import { createClient } from '../../../src/mock/resources/accounts/store.ts'
import { openMock } from '../../../src/mock/resources/open.ts'
import { createUser } from '../../../src/mock/resources/users/store.ts'
import { type RunningServer, startServer } from '../../../src/mock/server/start.ts'
import { idleWebSocket } from '../../support/idle-websocket.ts'
import { World } from '../../support/world.ts'

type Message = { topic: string; data: unknown }

const running: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const stop of running.splice(0)) await stop()
})

/** A server on a real port, with a channel and a viewer. */
function start(): RunningServer {
  const store = openMock({ path: ':memory:' })
  createClient(store, 'Test', { id: 'client', secret: 'secret' })
  createUser(store, { id: '1001', login: 'channel', display_name: 'Channel' })
  createUser(store, { id: '1003', login: 'viewer', display_name: 'Viewer' })
  const server = startServer({ store, port: 0 })
  running.push(async () => {
    await server.stop()
    store.close()
  })
  return server
}

/** A client at the WebSocket, which has been told what it follows. */
async function follow({ url }: RunningServer, query = '', headers = {}) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/units/live${query}`, { headers } as never)
  const messages: Message[] = []
  const waiting: (() => void)[] = []
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.addEventListener('close', ({ code, reason }) => resolve({ code, reason })),
  )
  socket.addEventListener('message', ({ data }) => {
    messages.push(JSON.parse(data))
    waiting.shift()?.()
  })
  const next = async () => {
    if (messages.length === 0) await new Promise<void>((resolve) => waiting.push(resolve))
    return messages.shift()!
  }
  return { socket, next, closed }
}

const send = ({ url }: RunningServer, method: string, path: string, body?: unknown) =>
  fetch(`${url}${path}`, {
    method,
    ...(body !== undefined && {
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json' },
    }),
  })

test('a client is told what it follows, and then of each change by unit and ID', async () => {
  const server = start()
  const { next } = await follow(server)
  expect(await next()).toEqual({ topic: 'following', data: ['requests', 'deliveries', 'units', 'control'] })

  await send(server, 'POST', '/units/follows', { broadcaster_id: '1001', user_id: '1003' })
  expect(await next()).toEqual({ topic: 'units', data: { follows: ['1001:1003'] } })

  await send(server, 'PATCH', '/units/users/1003', { description: 'Hello' })
  const { topic, data: changed } = (await next()) as { topic: string; data: Record<string, unknown> }
  expect([topic, changed.users]).toEqual(['units', ['1003']])

  await fetch(`${server.url}/mock/users`)
  expect(await next()).toMatchObject({ topic: 'requests', data: { path: '/mock/users', status: 401 } })

  await send(server, 'POST', '/units/faults', { effect: { status: 500 }, times: 1 })
  expect(await next()).toEqual({ topic: 'control', data: { method: 'POST', path: '/units/faults' } })
})

test('of 100 rows that change at once each is named, and of one more none', async () => {
  const server = start()
  const { next } = await follow(server, '?topics=units')
  await next()
  const make = (ids: readonly string[]) =>
    send(server, 'POST', '/units/fixtures', { categories: ids.map((id) => ({ id, name: `Game ${id}` })) })
  const ids = Array.from({ length: 201 }, (_, n) => String(1000 + n))
  await make(ids.slice(0, 100))
  expect(await next()).toMatchObject({ topic: 'units', data: { categories: ids.slice(0, 100) } })
  await make(ids.slice(100))
  expect(await next()).toMatchObject({ topic: 'units', data: { categories: null } })
})

test('a shard of a conduit is told by its conduit and its number', async () => {
  const server = start()
  const conduit = { client_id: 'client', shard_count: 2 }
  const { id } = (await (await send(server, 'POST', '/units/conduits', conduit)).json()) as { id: string }
  const eventSub = new WebSocket(`${server.url.replace('http', 'ws')}/ws`)
  const welcome = await new Promise<string>((resolve) =>
    eventSub.addEventListener('message', ({ data }) => resolve(String(data)), { once: true }),
  )
  const session_id = JSON.parse(welcome).payload.session.id
  const grant = await send(server, 'POST', '/units/tokens', { client_id: 'client' })
  const { token } = (await grant.json()) as { token: string }
  const { next } = await follow(server, '?topics=units')
  await next()
  const shards = [{ id: '1', transport: { method: 'websocket', session_id } }]
  const assigned = await fetch(`${server.url}/mock/eventsub/conduits/shards`, {
    method: 'PATCH',
    body: JSON.stringify({ conduit_id: id, shards }),
    headers: { 'Content-Type': 'application/json', 'Client-Id': 'client', Authorization: `Bearer ${token}` },
  })
  expect(assigned.status).toBe(202)
  expect(await next()).toEqual({ topic: 'units', data: { conduit_shards: [`${id}:1`] } })
  eventSub.close()
})

test('a Hype Train that moves is told by its ID', async () => {
  const server = start()
  const contribution = { broadcaster_id: '1001', user_id: '1003', total: 100 }
  const train = await send(server, 'POST', '/units/hype_trains', contribution)
  const { id } = (await train.json()) as { id: string }
  const { next } = await follow(server, '?topics=units')
  await next()
  await send(server, 'POST', '/units/hype_trains', contribution)
  expect(await next()).toEqual({ topic: 'units', data: { hype_trains: [id] } })
})

test('a rejected write is no change, and a removed row is one', async () => {
  const server = start()
  const { next } = await follow(server, '?topics=units')
  await next()
  const self = { broadcaster_id: '1001', user_id: '1001' }
  expect((await send(server, 'POST', '/units/follows', self)).status).toBe(400)
  await send(server, 'POST', '/units/follows', { ...self, user_id: '1003' })
  expect(await next()).toEqual({ topic: 'units', data: { follows: ['1001:1003'] } })
  await send(server, 'DELETE', '/units/follows/1001:1003')
  expect(await next()).toEqual({ topic: 'units', data: { follows: ['1001:1003'] } })
})

test.each([
  [100, 100],
  [101, undefined],
])('of %i changes of a list so many are told by their IDs, or any: %p', async (made, told) => {
  const server = start()
  const { next } = await follow(server, '?topics=units')
  await next()
  const categories = Array.from({ length: made }, (_, n) => ({ name: `Game ${n}` }))
  const response = await send(server, 'POST', '/units/fixtures', { categories })
  expect(response.status).toBeLessThan(300)
  const { data } = (await next()) as { data: Record<string, string[] | null> }
  expect(data.categories?.length).toBe(told)
})

test('a client follows other topics when it names them', async () => {
  const server = start()
  const { socket, next } = await follow(server, '?topics=requests')
  expect(await next()).toEqual({ topic: 'following', data: ['requests'] })
  socket.send('{"topics":["control"]}')
  expect(await next()).toEqual({ topic: 'following', data: ['control'] })
  await fetch(`${server.url}/mock/users`)
  await send(server, 'POST', '/units/snapshots', { name: 'kept' })
  expect(await next()).toEqual({ topic: 'control', data: { method: 'POST', path: '/units/snapshots' } })
  await send(server, 'DELETE', '/units/snapshots/kept')
  expect(await next()).toEqual({
    topic: 'control',
    data: { method: 'DELETE', path: '/units/snapshots/kept' },
  })
})

test('what a topic has gathered is told, though the client names another one meanwhile', async () => {
  const server = start()
  const { socket, next } = await follow(server, '?topics=units')
  await next()
  await send(server, 'POST', '/units/follows', { broadcaster_id: '1001', user_id: '1003' })
  socket.send('{"topics":["units","requests"]}')
  expect(await next()).toEqual({ topic: 'following', data: ['units', 'requests'] })
  expect(await next()).toEqual({ topic: 'units', data: { follows: ['1001:1003'] } })
})

test('a reset is told, and changes after it', async () => {
  const server = start()
  const { next } = await follow(server, '?topics=control,units')
  await next()
  await send(server, 'POST', '/units/reset')
  expect(await next()).toEqual({ topic: 'control', data: { method: 'POST', path: '/units/reset' } })
  await send(server, 'POST', '/units/follows', { broadcaster_id: '1001', user_id: '1003' })
  expect(await next()).toEqual({ topic: 'units', data: { follows: ['1001:1003'] } })
})

test('a client that does not read is told how much it has missed, and then what comes', async () => {
  const server = start()
  const client = await idleWebSocket(server, '/units/live?topics=requests')
  const body = JSON.stringify({ title: 'x'.repeat(60_000) })
  const count = 400
  for (let sent = 0; sent < count; sent++) {
    const { status } = await fetch(`${server.url}/mock/polls`, { method: 'POST', body })
    expect(status).toBe(401)
  }
  const parsed = (messages: readonly string[]) => messages.map((message) => JSON.parse(message))
  const before = parsed(await client.read((message) => message.startsWith('{"topic":"missed"')))
  const told = before.slice(1, -1)
  expect(before[0]).toEqual({ topic: 'following', data: ['requests'] })
  expect(told.map(({ data }) => data.id)).toEqual(told.map((_, at) => at + 1))
  expect(told.length).toBeLessThan(count)
  expect(before.at(-1)).toEqual({ topic: 'missed', data: { count: count - told.length } })
  await fetch(`${server.url}/mock/users`)
  const [after] = parsed(await client.read(() => true))
  expect(after).toMatchObject({ topic: 'requests', data: { id: count + 1, path: '/mock/users' } })
  client.close()
})

test.each([
  [1024 * 1024, 2],
  [1024 * 1024 + 1, 0],
])('to a client with %i unread bytes %i messages are sent', async (unread, sent) => {
  const world = new World()
  const url = 'http://localhost/units/live?topics=requests'
  const connection = world.mock.live.connect(new Request(url, { headers: { Upgrade: 'websocket' } }))!
  const told: string[] = []
  connection.opened({ send: (text) => told.push(text), ping() {}, close() {}, waiting: () => unread })
  await world.send('GET', '/mock/users')
  connection.closed()
  expect(told).toHaveLength(sent)
})

describe('is closed', () => {
  test.each([
    ['?topics=weather', undefined, 'The topics are requests, deliveries, units, control.'],
    ['', '{"topics":["weather"]}', 'The topics are requests, deliveries, units, control.'],
    ['', 'Hello', 'Send {"topics":["…"]} to follow other topics.'],
  ])('for %s %s', async (query, message, reason) => {
    const { socket, next, closed } = await follow(start(), query)
    if (message) {
      await next()
      socket.send(message)
    }
    expect(await closed).toEqual({ code: 1008, reason })
  })

  test('when the server ends', async () => {
    const server = start()
    const { next, closed } = await follow(server)
    await next()
    await server.stop()
    expect(await closed).toEqual({ code: 1001, reason: 'The server ends.' })
  })
})

test('who follows by server-sent events is let go when the server ends', async () => {
  const server = start()
  const stream = await fetch(`${server.url}/units/live`)
  await server.stop()
  expect(await stream.text()).toBe(':\n\n')
})

test.each([
  ['https://evil.example', 403],
  ['null', 403],
])('a page of %s is refused', async (origin, status) => {
  const { url } = start()
  const headers = { Origin: origin, Upgrade: 'websocket', Connection: 'Upgrade' }
  const handshake = { 'Sec-WebSocket-Version': '13', 'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==' }
  const response = await fetch(`${url}/units/live`, { headers: { ...headers, ...handshake } })
  expect(response.status).toBe(status)
})

test('a page of this machine is let in', async () => {
  const { next } = await follow(start(), '', { Origin: 'http://localhost:3000' })
  expect((await next()).topic).toBe('following')
})
