import { describe, expect, test } from 'bun:test'
import { World } from '../../support/world.ts'

type Entry = Record<'operation' | 'client_id' | 'id' | 'path', unknown>

/** What the journal has, through the front door. */
async function requests(world: World, query = {}) {
  const { body } = await world.send('GET', '/units/requests', { query })
  return body.data
}

test('the last thousand requests are kept', async () => {
  const world = new World()
  for (let n = 0; n < 1001; n++) await world.send('GET', '/mock/users')
  const { total, data } = (await world.send('GET', '/units/requests', { query: { first: 1 } })).body
  expect([total, data[0].id]).toEqual([1000, 2])
})

test('answers are kept for a hundred requests, refusals as long as these', async () => {
  const world = new World()
  const api = world.as(world.broadcaster, 'channel:read:polls')
  const { body } = await api.get('/polls')
  for (let n = 0; n < 101; n++) await api.get('/users')
  expect(body.status).toBe(400)
  const [refused, older, first] = await requests(world)
  expect([refused.response.body, refused.refusal]).toEqual([body, body.message])
  expect([older.response.body, first.response.body]).toEqual([null, (await api.get('/users')).body])
})

test('without a journal nothing is kept, and nothing can be waited for', async () => {
  const world = new World({ journal: 0 })
  await world.as(world.broadcaster).get('/users')
  expect(await requests(world)).toEqual([])
  expect((await world.send('POST', '/units/requests/wait', { body: {} })).body).toEqual({
    error: 'Bad Request',
    status: 400,
    message: 'There is no journal: start the server without --journal 0.',
  })
})

test('an entry tells a request with its operation, caller and answer, without the token', async () => {
  const world = new World()
  await world.as(world.broadcaster, 'user:edit').put('/users', { any: 'thing' }, { description: 'Hello' })
  const [entry] = await requests(world)
  expect(entry).toEqual({
    id: 1,
    at: '2026-01-01T12:00:00.000Z',
    method: 'PUT',
    path: '/mock/users',
    query: 'description=Hello',
    operation: 'Update User',
    nearest: null,
    client_id: world.client.id,
    user_id: '1001',
    status: 200,
    refusal: null,
    ms: expect.any(Number),
    request: {
      headers: {
        authorization: 'Bearer [redacted]',
        'client-id': world.client.id,
      },
      body: { any: 'thing' },
    },
    response: {
      headers: expect.objectContaining({
        'ratelimit-limit': '800',
      }),
      body: { data: [expect.objectContaining({ id: '1001', description: 'Hello' })] },
    },
  })
})

test('a refusal says why, also where nobody is known', async () => {
  const world = new World()
  await world.with({ 'Client-Id': 'someone' }).get('/users')
  expect(await requests(world)).toMatchObject([
    {
      status: 401,
      refusal: 'OAuth token is missing',
      client_id: 'someone',
      user_id: null,
      operation: 'Get Users',
    },
  ])
})

describe('a request that met no route', () => {
  test.each([
    ['GET', '/mock/user', 'GET /mock/users'],
    ['GET', '/helix/chanels', 'GET /mock/channels'],
    ['GET', '/users', 'GET /mock/users'],
    ['POST', '/oauth2/tokens', 'POST /oauth2/token'],
  ])('%s %s is told the nearest, %s', async (method, path, nearest) => {
    const world = new World()
    const { status, body } = await world.send(method, path)
    expect({ status, isNamed: body.message.includes(nearest) }).toEqual({ status: 404, isNamed: true })
    expect(await requests(world)).toMatchObject([{ operation: null, nearest, refusal: body.message }])
  })
})

test('secrets of the identity provider are in no entry', async () => {
  const world = new World()
  const { id, secret } = world.client
  const form = `client_id=${id}&client_secret=${secret}&grant_type=client_credentials`
  const { body } = await world.send('POST', '/oauth2/token', { body: form })
  await world.send('POST', '/oauth2/token', { query: Object.fromEntries(new URLSearchParams(form)) })
  await world.send('GET', '/oauth2/validate', { headers: { Authorization: `OAuth ${body.access_token}` } })
  await world.send('POST', '/oauth2/revoke', { body: `client_id=${id}&token=${body.access_token}` })
  const entries = await requests(world)
  expect(entries.map(({ operation, client_id }: Entry) => [operation, client_id])).toEqual([
    ['token', id],
    ['token', id],
    ['validate', null],
    ['revoke', id],
  ])
  expect(entries[0].request.body).toBe(
    `client_id=${id}&client_secret=[redacted]&grant_type=client_credentials`,
  )
  expect(entries[0].response.body).toMatchObject({
    access_token: '[redacted]',
    expires_in: expect.any(Number),
  })
  const text = JSON.stringify(entries)
  expect([secret, body.access_token].filter((word) => text.includes(word))).toEqual([])
})

test('a secret beyond the beginning that is kept of a body is cut, not shown', async () => {
  const world = new World()
  const body = JSON.stringify({ title: 'x'.repeat(65_500), client_secret: 'y'.repeat(80) })
  await world.as(world.broadcaster, 'channel:manage:polls').post('/polls', body)
  const [entry] = await requests(world)
  expect(entry.request.body).toStartWith('{"title":"xxx')
  expect(entry.request.body).toEndWith('"client_secret":"[redacted]"')
})

describe('filters', () => {
  const filled = async () => {
    const world = new World()
    const api = world.as(world.broadcaster)
    await api.get('/users')
    await api.get('/games')
    await world.asApp().get('/users', { login: 'viewer' })
    await world.send('GET', '/oauth2/keys')
    return world
  }

  test.each([
    [{ operation: 'get users' }, [1, 3]],
    [{ path: '/mock/*' }, [1, 2, 3]],
    [{ path: '/mock/games' }, [2]],
    [{ status: '4xx' }, [2]],
    [{ status: '200', after: 2 }, [3, 4]],
    [{ user_id: '1001' }, [1, 2]],
    [{ method: 'post' }, []],
  ])('%j', async (query, ids) => {
    expect((await requests(await filled(), query)).map(({ id }: Entry) => id)).toEqual(ids)
  })

  test('count', async () => {
    const world = await filled()
    const { body } = await world.send('POST', '/units/requests/count', {
      body: { match: { path: '/mock/users' } },
    })
    expect(body).toEqual({ count: 2 })
  })

  test('a status that is none is refused', async () => {
    const { status } = await new World().send('GET', '/units/requests', { query: { status: '9' } })
    expect(status).toBe(400)
  })
})

test('the journal keeps the last thousand, and nothing of /units and /docs', async () => {
  const world = new World()
  const api = world.asApp()
  for (let n = 0; n < 1003; n++) await api.get('/users', { id: n })
  await world.send('GET', '/units/users')
  await world.send('GET', '/docs')
  const entries = await requests(world)
  expect([entries.length, entries[0].id, entries.at(-1).id]).toEqual([1000, 4, 1003])
})

test('an emptied journal goes on with other IDs', async () => {
  const world = new World()
  const api = world.asApp()
  await api.get('/users')
  expect((await world.send('DELETE', '/units/requests')).status).toBe(204)
  await api.get('/games')
  expect((await requests(world)).map(({ id, path }: Entry) => [id, path])).toEqual([[2, '/mock/games']])
})

describe('wait', () => {
  const wait = (world: World, body: object) => world.send('POST', '/units/requests/wait', { body })

  test('answers once there are enough, those before included', async () => {
    const world = new World()
    const api = world.asApp()
    await api.get('/users')
    const waiting = wait(world, { match: { operation: 'Get Users' }, count: 2, timeout_ms: 60_000 })
    await api.get('/games')
    await api.get('/users', { id: '1001' })
    const { status, body } = await waiting
    expect({ status, count: body.count }).toEqual({ status: 200, count: 2 })
    expect(body.data.map(({ id }: Entry) => id)).toEqual([1, 3])
  })

  test('answers at once if there are just enough', async () => {
    const world = new World()
    await world.asApp().get('/users')
    expect(await wait(world, { timeout_ms: 60_000 })).toMatchObject({ status: 200, body: { count: 1 } })
  })

  test('says how many came if they are too few', async () => {
    const world = new World()
    await world.asApp().get('/users')
    expect(await wait(world, { count: 2, timeout_ms: 1 })).toMatchObject({
      status: 408,
      body: {
        error: 'Request Timeout',
        status: 408,
        message: '1 of 2 requests came within 1 ms. GET /units/requests lists what came.',
      },
    })
  })

  test('refuses a member that it does not know', async () => {
    const { status, body } = await wait(new World(), { match: { url: '/mock' } })
    expect({ status, message: body.message }).toMatchObject({
      status: 400,
      message: expect.stringContaining('"match.url" is unknown'),
    })
  })
})

test('who waits is answered when the server stops', async () => {
  const world = new World()
  const waiting = world.send('POST', '/units/requests/wait', { body: { timeout_ms: 60_000 } })
  world.mock.faults.stop()
  expect(await waiting).toMatchObject({ status: 408 })
})

test('/units/live tells each request as it is answered', async () => {
  const world = new World()
  const gone = new AbortController()
  const request = new Request('http://localhost/units/live?status=4xx', { signal: gone.signal })
  const response = await world.mock.fetch(request)
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  expect((await reader.read()).value).toBe(':\n\n')
  await world.asApp().get('/users', { id: '1001' })
  await world.asApp().get('/nothing')
  const { value } = await reader.read()
  expect(value).toStartWith('id: 2\ndata: {"id":2,')
  gone.abort()
})

test('the reference describes it', async () => {
  const { body } = await new World().send('GET', '/mock/openapi.json')
  expect(Object.keys(body.paths['/units/requests'])).toEqual(['get', 'delete'])
  expect(
    body.paths['/units/requests/wait'].post.requestBody.content['application/json'].schema,
  ).toMatchObject({
    additionalProperties: false,
  })
})
