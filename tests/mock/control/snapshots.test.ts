import { Database } from 'bun:sqlite'
import { describe, expect, test } from 'bun:test'
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openMock } from '../../../src/mock/resources/open.ts'
import { units } from '../../../src/mock/resources/registry.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { emptyHome } from '../../support/binary.ts'
import { Twitch } from '../../support/contract/twitch.ts'
import { Receiver, SocketClient, settled, subscribeByApp, subscribeBySocket } from '../../support/eventsub.ts'
import { looks, playEverything } from '../../support/happy/play.ts'
import { closeWorlds, type Reply, World } from '../../support/world.ts'

const seed = Number(process.env.SEED ?? crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1)

const reset = (world: World) => world.send('POST', '/units/reset')
const save = (world: World, name: string) => world.send('POST', '/units/snapshots', { body: { name } })
const restore = (world: World, name: string) => world.send('POST', `/units/snapshots/${name}/restore`)
const users = async (world: World) => (await world.send('GET', '/units/users')).body.data
const addUser = (world: World, login: string) =>
  world.send('POST', '/units/users', { body: { login, display_name: login } })

const names = async (world: World) => (await users(world)).map(({ login }: { login: string }) => login)
const file = () => join(emptyHome(), 'world.db')

const online = { type: 'stream.online', condition: { broadcaster_user_id: '1001' } }

const fourUsers = ['broadcaster', 'affiliate', 'viewer', 'other']

const refusal = (status: number, error: string, message: string) => ({ status, error, message })
const answer = ({ status, body }: Reply) => ({ status, body })

describe.each([
  ['in memory', () => ':memory:'],
  ['in a file', file],
])('the state of a world %s', (_, path) => {
  const world = () => {
    const here = new World({ path: path(), isMovedByClock: true })
    here.store.snapshots.start()
    return here
  }

  test('goes back to its start, again and again', async () => {
    const here = world()
    for (const login of ['first', 'second']) {
      await addUser(here, login)
      expect(await names(here)).toEqual([...fourUsers, login])
      expect(answer(await reset(here))).toEqual({ status: 204, body: '' })
      expect(await names(here)).toEqual(fourUsers)
    }
  })

  test('is kept under a name, and gone back to from whatever came after', async () => {
    const here = world()
    await addUser(here, 'kept')
    const { status, body } = await save(here, 'one.more')
    expect({ status, body }).toEqual({
      status: 201,
      body: { name: 'one.more', size: expect.any(Number), created_at: expect.any(String) },
    })
    await addUser(here, 'later')
    await reset(here)
    expect(await names(here)).toEqual(fourUsers)
    expect(answer(await restore(here, 'one.more'))).toEqual({ status: 204, body: '' })
    expect(await names(here)).toEqual([...fourUsers, 'kept'])
    const { body: list } = await here.send('GET', '/units/snapshots')
    expect(list).toEqual({ total: 1, data: [body] })
  })

  test('is replaced under the same name, and removed', async () => {
    const here = world()
    await save(here, 'a')
    await addUser(here, 'kept')
    await save(here, 'a')
    await reset(here)
    await restore(here, 'a')
    expect(await names(here)).toEqual([...fourUsers, 'kept'])
    expect(answer(await here.send('DELETE', '/units/snapshots/a'))).toEqual({ status: 204, body: '' })
    const message = 'There is no snapshot "a": GET /units/snapshots lists those there are.'
    const none = { status: 404, body: refusal(404, 'Not Found', message) }
    expect(answer(await restore(here, 'a'))).toEqual(none)
    expect(answer(await here.send('GET', '/units/snapshots/a'))).toEqual(none)
    expect(answer(await here.send('DELETE', '/units/snapshots/a'))).toEqual(none)
  })

  test('goes as a file to another world, which is an ordinary database', async () => {
    const here = world()
    await addUser(here, 'kept')
    await save(here, 'a')
    const got = await here.mock.fetch(new Request('http://localhost/units/snapshots/a'))
    expect(got.headers.get('content-type')).toBe('application/vnd.sqlite3')
    const bytes = await got.bytes()
    const opened = file()
    writeFileSync(opened, bytes)
    const store = openMock({ path: opened })
    expect(store.all('SELECT login FROM users ORDER BY rowid')).toHaveLength(5)
    store.close()
    const there = world()
    const url = 'http://localhost/units/snapshots/b'
    const put = await there.mock.fetch(new Request(url, { method: 'PUT', body: bytes }))
    expect({ status: put.status, body: await put.json() }).toEqual({
      status: 201,
      body: { name: 'b', size: expect.any(Number), created_at: expect.any(String) },
    })
    await restore(there, 'b')
    expect(await names(there)).toEqual([...fourUsers, 'kept'])
  })

  test.each([
    [
      'no database',
      () => Buffer.from('no database, but long enough to be one'.repeat(10)),
      'x is no database of twitch.',
    ],
    ['nothing', () => Buffer.alloc(0), 'x is no database of twitch.'],
    [
      'a database of another program',
      () => Buffer.from(new Database(':memory:').serialize()),
      'x is no database of twitch.',
    ],
    ['one of a newer version', newer, 'x was made by a newer version of twitch: update twitch.'],
    ['a damaged one', damaged, 'x is damaged.'],
  ])('does not become %s', async (_, bytes, message) => {
    const here = world()
    const url = 'http://localhost/units/snapshots/x'
    const put = await here.mock.fetch(new Request(url, { method: 'PUT', body: bytes() }))
    expect(await put.json()).toEqual(refusal(400, 'Bad Request', message))
    expect((await here.send('GET', '/units/snapshots')).body).toEqual({ total: 0, data: [] })
    expect(await names(here)).toEqual(fourUsers)
  })

  test.each(['.start', '../a', 'a b', '-a', 'a'.repeat(101)])('has no name such as "%s"', async (name) => {
    const message = `"${name}" cannot be the name of a snapshot: take letters, digits, and . _ - within.`
    expect(answer(await save(world(), name))).toEqual({
      status: 400,
      body: refusal(400, 'Bad Request', message),
    })
  })

  test('has the clock of the snapshot: frozen where it was, or as far ahead', async () => {
    const here = world()
    const clock = (body?: object) => here.send(body ? 'POST' : 'GET', '/units/clock', { body })
    await clock({ advance: '1h', freeze: true })
    const { body: then } = await clock()
    await save(here, 'frozen')
    await clock({ advance: '5d', freeze: false })
    await restore(here, 'frozen')
    expect((await clock()).body).toEqual(then)
    await reset(here)
    expect((await clock()).body).toEqual({
      ...then,
      now: '2026-01-01T12:00:00.000Z',
      frozen: false,
      offset_ms: 0,
    })
  })

  test('lets happen what was about to happen, once more', async () => {
    const here = world()
    const api = here.as(here.broadcaster, 'channel:manage:polls', 'channel:read:polls')
    const choices = [{ title: 'a' }, { title: 'b' }]
    await api.post('/polls', { broadcaster_id: '1001', title: 'Heads?', choices, duration: 60 })
    await save(here, 'running')
    const ended = here.emitted('poll.end')
    for (const times of [1, 2]) {
      await here.send('POST', '/units/clock', { body: { advance: '5m' } })
      expect(ended).toHaveLength(times)
      await restore(here, 'running')
      const { body } = await api.get('/polls', { broadcaster_id: '1001' })
      expect(body.data[0]).toMatchObject({ status: 'ACTIVE', ended_at: null })
    }
  })

  test('closes the connections, and sends nothing of what was before', async () => {
    const here = world()
    const client = new SocketClient(here)
    await subscribeBySocket(here, client, here.broadcaster, online)
    expect((await here.send('GET', '/units/eventsub_sessions')).body.total).toBe(1)
    await reset(here)
    expect(client.closed).toEqual({ code: 4000, reason: expect.any(String) })
    expect((await here.send('GET', '/units/eventsub_sessions')).body.total).toBe(0)
  })

  test('of a snapshot that a client was connected in has its subscription, without the connection', async () => {
    const here = world()
    const api = here.as(here.broadcaster)
    await subscribeBySocket(here, new SocketClient(here), here.broadcaster, online)
    await save(here, 'connected')
    await restore(here, 'connected')
    expect((await api.get('/eventsub/subscriptions')).body.data).toMatchObject([
      { ...online, status: 'websocket_disconnected' },
    ])
  })
})

test('every answer after a restore is byte for byte what it was, whatever was written between', async () => {
  console.log(`SEED=${seed}`)
  const twitch = await Twitch.generate({ seed, count: 25 })
  const post = (path: string, body: object) => twitch.fetch('POST', path, {}, body)
  const rows = Object.keys(units)
  const requests = await Array.fromAsync(looks(twitch))
  const read = async () => {
    const answers: string[] = []
    for (const [operation, request] of requests) {
      answers.push(`${operation} ${JSON.stringify(await twitch.ask(operation, request))}`)
    }
    for (const unit of rows)
      answers.push(`${unit} ${JSON.stringify(await twitch.fetch('GET', `/units/${unit}`))}`)
    return answers
  }
  await post('/units/clock', { freeze: true })
  await read()
  expect((await post('/units/snapshots', { name: 'before' })).status).toBe(201)
  const before = await read()
  await post('/units/clock', { freeze: false })
  expect((await playEverything(twitch, seed)).played.size).toBeGreaterThan(130)
  expect(await read()).not.toEqual(before)
  expect((await post('/units/snapshots/before/restore', {})).status).toBe(204)
  expect(await read()).toEqual(before)
  twitch.close()
}, 60_000)

test('a reset empties the journal and ends the faults; a restore leaves both', async () => {
  const here = new World()
  await here.send('GET', '/mock/users')
  await here.send('POST', '/units/faults', { body: { effect: { status: 503 } } })
  await save(here, 'a')
  await restore(here, 'a')
  const totals = async () => {
    const [requests, faults] = [
      await here.send('GET', '/units/requests'),
      await here.send('GET', '/units/faults'),
    ]
    return [requests.body.total, faults.body.total]
  }
  expect(await totals()).toEqual([1, 1])
  await reset(here)
  expect(await totals()).toEqual([0, 0])
})

test.each([
  [7, true],
  [undefined, false],
])('with the seed %p the same requests after a reset give the same IDs: %p', async (seed, isSame) => {
  const store = openMock({ path: ':memory:', seed })
  const mock = createMock({ store })
  const made = new Set<string>()
  for (let times = 0; times < 3; times++) {
    const post = (path: string, body: object) =>
      mock.fetch(new Request(`http://localhost${path}`, { method: 'POST', body: JSON.stringify(body) }))
    await post('/units/reset', {})
    made.add(
      ((await (await post('/units/users', { login: 'new', display_name: 'new' })).json()) as { id: string })
        .id,
    )
  }
  store.close()
  expect(made.size).toBe(isSame ? 1 : 3)
})

test('a message on its way at a reset is not recorded, nor sent again', async () => {
  const here = new World()
  const receiver = new Receiver(here)
  await subscribeByApp(here, receiver.transport(), online)
  here.store.snapshots.start()
  const { promise: answered, resolve: respond } = Promise.withResolvers<number>()
  receiver.answer = () => answered
  await here.send('POST', '/units/streams', { body: { user_id: '1001' } })
  await settled()
  expect(receiver.of('notification')).toHaveLength(1)
  await reset(here)
  respond(500)
  await settled()
  here.advance(600)
  await settled()
  expect(receiver.of('notification')).toHaveLength(1)
  expect((await here.send('GET', '/units/deliveries')).body.data).toEqual([])
})

test('a callback whose challenge was on its way is challenged again', async () => {
  const here = new World()
  const receiver = new Receiver(here)
  const transport = receiver.transport()
  const api = here.asApp()
  const { receiver: answers } = here
  here.receiver = (_, { signal }) =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  const { id } = await subscribeByApp(here, transport, online)
  await save(here, 'pending')
  here.receiver = answers
  await restore(here, 'pending')
  await settled()
  expect((await api.get('/eventsub/subscriptions')).body.data).toMatchObject([{ id, status: 'enabled' }])
})

test('the snapshots of a file are beside it for its owner alone, that of the start until the end', async () => {
  const path = file()
  const here = new World({ path })
  await addUser(here, 'more')
  await save(here, 'a')
  expect(readdirSync(`${path}.snapshots`).sort()).toEqual(['.start.db', 'a.db'])
  expect(statSync(`${path}.snapshots`).mode & 0o777).toBe(0o700)
  expect(statSync(`${path}.snapshots/a.db`).mode & 0o777).toBe(0o600)
  const kept = await here.mock.fetch(new Request('http://localhost/units/snapshots/a'))
  const body = await kept.arrayBuffer()
  await here.mock.fetch(new Request('http://localhost/units/snapshots/b', { method: 'PUT', body }))
  expect(statSync(`${path}.snapshots/b.db`).mode & 0o777).toBe(0o600)
  closeWorlds()
  expect(existsSync(`${path}.snapshots/.start.db`)).toBe(false)
})

test('what another process wrote is undone as well', async () => {
  const path = file()
  const here = new World({ path })
  await addUser(here, 'mine')
  const other = new Database(path)
  other.run("UPDATE users SET description = 'by another' WHERE login = 'viewer'")
  other.close()
  await reset(here)
  expect((await users(here)).every(({ description }: { description: string }) => description === '')).toBe(
    true,
  )
})

function newer(): Buffer {
  const store = openMock({ path: ':memory:' })
  store.db.run('PRAGMA user_version = 9999')
  const bytes = Buffer.from(store.db.serialize())
  store.close()
  return bytes
}

function damaged(): Buffer {
  const store = openMock({ path: ':memory:' })
  const bytes = Buffer.from(store.db.serialize())
  store.close()
  return bytes.fill(0xff, 4096, 20 * 4096)
}
