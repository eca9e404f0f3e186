import { afterEach, describe, expect, test } from 'bun:test'
import type { RequestRecord } from '../../../src/mock/server/request-log.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { type RunningServer, startServer } from '../../../src/mock/server/start.ts'
import { World } from '../../support/world.ts'

const running: RunningServer[] = []
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())))

function serve(world: World, log: RequestRecord[] = []): RunningServer {
  const server = startServer({ store: world.store, port: 0, log: { report: (line) => log.push(line) } })
  running.push(server)
  return server
}

/** What comes back on one connection for what is sent in one packet, until it is closed or quiet. */
async function packet(port: number, text: string): Promise<{ statuses: string[]; isClosed: boolean }> {
  const closed = Promise.withResolvers<void>()
  let received = ''
  let isClosed = false
  const socket = await Bun.connect({
    hostname: '127.0.0.1',
    port,
    socket: {
      open: (socket) => void socket.write(text),
      data: (_, data) => {
        received += data.toString()
      },
      close: () => {
        isClosed = true
        closed.resolve()
      },
    },
  })
  const quiet = fetch(`http://127.0.0.1:${port}/docs`).then(() => Bun.sleep(100))
  await Promise.race([closed.promise, quiet])
  socket.end()
  return { statuses: received.match(/HTTP\/1\.1 \d+/g) ?? [], isClosed }
}

const get = (path: string) => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

const post = (login: string) => {
  const body = JSON.stringify({ login })
  return `POST /units/users HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

const newLogins = (world: World) =>
  world.store
    .all<{ login: string }>("SELECT login FROM users WHERE login LIKE 'new%' ORDER BY login")
    .map(({ login }) => login)

describe('several requests in one packet', () => {
  test('are answered in their order if they are reads', async () => {
    const { port } = serve(new World())
    expect(await packet(port, get('/units/users') + get('/units/nothing') + get('/docs'))).toMatchObject({
      statuses: ['HTTP/1.1 200', 'HTTP/1.1 404', 'HTTP/1.1 200'],
    })
  })

  test('are answered up to a write, if that comes last', async () => {
    const world = new World()
    const { port } = serve(world)
    expect(await packet(port, get('/units/users') + post('new_one'))).toMatchObject({
      statuses: ['HTTP/1.1 200', 'HTTP/1.1 201'],
    })
    expect(newLogins(world)).toEqual(['new_one'])
  })

  test('are closed at a write that another follows, and nothing of it is done', async () => {
    const world = new World()
    const log: RequestRecord[] = []
    const { port } = serve(world, log)
    expect(await packet(port, get('/units/users') + post('new_one') + get('/units/users'))).toEqual({
      statuses: ['HTTP/1.1 200'],
      isClosed: true,
    })
    expect(await packet(port, post('new_one') + post('new_two'))).toEqual({ statuses: [], isClosed: true })
    expect(newLogins(world)).toEqual([])
    expect(log.filter(({ method }) => method === 'POST')).toMatchObject([{ status: 400 }, { status: 400 }])
  })
})

test('a detailed log has the message of a refusal, and not that of a success', async () => {
  const { store } = new World()
  const log: RequestRecord[] = []
  const mock = createMock({ store, log: { report: (record) => log.push(record), detailed: true } })
  for (const body of ['{}', '{"freeze":true}'])
    await mock.fetch(new Request('http://localhost/units/clock', { method: 'POST', body }))
  const record = { method: 'POST', path: '/units/clock', duration: expect.any(Number) }
  expect(log).toEqual([
    { ...record, status: 400, message: 'Give "advance", "now" or "freeze".' },
    { ...record, status: 200 },
  ])
})

describe('a path', () => {
  test.each([
    ['//mock//users', 'Broadcaster'],
    ['/mock/users/', 'Broadcaster'],
    ['/helix//users//', 'Broadcaster'],
  ])('%s reaches its route', async (path, name) => {
    const world = new World()
    const { status, body } = await world.as(world.broadcaster).send('GET', `/..${path}`)
    expect({ status, name: body.data?.[0]?.display_name }).toEqual({ status: 200, name })
  })

  test.each(['/units/users/', '//units/users', '/units//users/?first=1'])('%s lists users', async (path) => {
    const response = await new World().mock.fetch(new Request(`http://localhost${path}`))
    expect(await response.json()).toMatchObject({ total: 4 })
  })

  test('of a write with doubled slashes writes once', async () => {
    const world = new World()
    const body = JSON.stringify({ login: 'new_one' })
    const request = new Request('http://localhost//units//users/', { method: 'POST', body })
    expect((await world.mock.fetch(request)).status).toBe(201)
    expect(newLogins(world)).toEqual(['new_one'])
  })

  test.each(['/constructor', '/toString', '/__proto__/users', '//nowhere/'])(
    '%s that nobody has is not found',
    async (path) => {
      const response = await new World().mock.fetch(new Request(`http://localhost${path}`))
      expect(response.status).toBe(404)
      expect(await response.json()).toMatchObject({ error: 'Not Found', status: 404 })
    },
  )
})

describe('HEAD', () => {
  test.each(['/units/users', '/docs', '/docs/bundle.js', '/', '/mock/openapi.json'])(
    '%s says the length that a GET has',
    async (path) => {
      const { port } = serve(new World())
      const url = `http://127.0.0.1:${port}${path}`
      const body = await (await fetch(url)).arrayBuffer()
      const head = await fetch(url, { method: 'HEAD' })
      expect(head.headers.get('content-length')).toBe(String(body.byteLength))
      expect(await head.text()).toBe('')
    },
  )
})

test('a read is answered in the turn of the event loop in which it came', async () => {
  const mock = createMock({ store: new World().store })
  expect(mock.fetch(new Request('http://localhost/'))).toBeInstanceOf(Response)
  let isNextTurn = false
  setImmediate(() => {
    isNextTurn = true
  })
  const { status } = await mock.fetch(new Request('http://localhost/units/users'))
  expect({ status, isNextTurn }).toEqual({ status: 200, isNextTurn: false })
})
