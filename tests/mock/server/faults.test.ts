import { afterEach, describe, expect, test } from 'bun:test'
import { type RunningServer, startServer } from '../../../src/mock/server/start.ts'
import { World } from '../../support/world.ts'

const running: RunningServer[] = []
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())))

const add = (world: World, fault: object) => world.send('POST', '/units/faults', { body: fault })

const statuses = async (world: World, count: number) => {
  const api = world.asApp()
  const all: number[] = []
  for (let n = 0; n < count; n++) all.push((await api.get('/users', { id: '1001' })).status)
  return all
}

test('a fault answers with its status, message and Retry-After, and says so', async () => {
  const world = new World()
  const effect = { status: 429, message: 'Slow.', retry_after: 2 }
  const match = { operation: 'get users', client_id: world.client.id }
  const { status, body } = await add(world, { match, times: 1, effect })
  expect({ status, body }).toEqual({
    status: 201,
    body: { id: '1', match, times: 1, effect, met: 0, done: 0 },
  })
  const reply = await world.asApp().get('/users', { id: '1001' })
  expect(reply).toMatchObject({
    status: 429,
    body: { error: 'Too Many Requests', status: 429, message: 'Slow.' },
  })
  expect(
    ['retry-after', 'x-mock-fault', 'access-control-allow-origin'].map((name) => reply.headers.get(name)),
  ).toEqual(['2', '1', '*'])
  const again = await world.asApp().get('/users', { id: '1001' })
  expect([again.status, again.headers.get('x-mock-fault')]).toEqual([200, null])
  const { data } = (await world.send('GET', '/units/requests')).body
  expect(data[0]).toMatchObject({ status: 429, refusal: 'Slow.' })
})

describe('a fault is done', () => {
  const effect = { status: 503 }
  test.each([
    ['so many times, after so many', { after: 1, times: 2 }, [200, 503, 503, 200]],
    ['where the path is as the pattern', { match: { path: '/mock/use*' } }, [503, 503, 503, 503]],
    ['where a pattern has no sign but *', { match: { path: '/mock/(use|u.*' } }, [200, 200, 200, 200]],
    ['nowhere else', { match: { path: '/mock/games' } }, [200, 200, 200, 200]],
    ['for no other client', { match: { client_id: 'other' } }, [200, 200, 200, 200]],
    ['for no user where an app asks', { match: { user_id: '1001' } }, [200, 200, 200, 200]],
  ])('%s', async (_, fault, expected) => {
    const world = new World()
    await add(world, { ...fault, effect })
    expect(await statuses(world, 4)).toEqual(expected)
  })

  test('by chance, the same with the same seed', async () => {
    const [one, other] = [new World(), new World()]
    for (const world of [one, other]) await add(world, { probability: 0.5, effect })
    const all = await statuses(one, 40)
    expect(await statuses(other, 40)).toEqual(all)
    expect(new Set(all)).toEqual(new Set([200, 503]))
  })
})

test('a fault that answers leaves undone what was asked', async () => {
  const world = new World()
  await add(world, { times: 1, effect: { status: 500 } })
  const api = world.as(world.broadcaster, 'user:edit')
  const request = new Request('http://localhost/mock/users?description=new', { method: 'PUT' })
  expect((await world.mock.fetch(request)).status).toBe(500)
  expect((await api.get('/users')).body.data[0].description).toBe('')
})

test('/units is never faulted, and faults can be listed and removed', async () => {
  const world = new World()
  await add(world, { effect: { status: 500 } })
  await add(world, { effect: { status: 501 } })
  expect((await world.send('DELETE', '/units/faults/1')).status).toBe(204)
  expect((await world.send('DELETE', '/units/faults/1')).status).toBe(404)
  const { body } = await world.send('GET', '/units/faults')
  expect(body).toEqual({ total: 1, data: [{ id: '2', effect: { status: 501 }, met: 0, done: 0 }] })
  expect((await world.send('DELETE', '/units/faults')).status).toBe(204)
  expect(await statuses(world, 1)).toEqual([200])
})

describe('the identity provider', () => {
  test('is faulted in its own words', async () => {
    const world = new World()
    await add(world, {
      match: { operation: 'token' },
      times: 1,
      effect: { status: 400, message: 'slow_down' },
    })
    expect(await world.send('POST', '/oauth2/token')).toMatchObject({
      status: 400,
      body: { status: 400, message: 'slow_down' },
    })
  })

  test('answers HTML instead of JSON', async () => {
    const world = new World()
    await add(world, { match: { path: '/oauth2/*' }, effect: { body: 'html' } })
    const { body, headers } = await world.send('GET', '/oauth2/keys')
    expect(headers.get('content-type')).toBe('text/html')
    expect(body).toStartWith('<!doctype html>')
  })
})

describe('over a socket, a body is', () => {
  test.each([
    ['empty', ''],
    ['malformed', expect.stringMatching(/"keys".*,$/)],
    ['truncated', 'broken off'],
    ['reset', 'broken off'],
  ])('%s', async (body, expected) => {
    const world = new World()
    const server = startServer({ store: world.store, port: 0 })
    running.push(server)
    const url = `http://127.0.0.1:${server.port}`
    const fault = JSON.stringify({ match: { path: '/oauth2/keys' }, effect: { body } })
    await fetch(`${url}/units/faults`, { method: 'POST', body: fault })
    const text = await fetch(`${url}/oauth2/keys`)
      .then((response) => response.text())
      .catch(() => 'broken off')
    expect(text).toEqual(expected)
  })
})
