import { describe, expect, test } from 'bun:test'
import { issueToken } from '../../../src/mock/resources/accounts/store.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { documentedUntil } from '../../../src/twitch/documentation.ts'
import { World } from '../../support/world.ts'

const poll = (world: World) => ({
  broadcaster_id: world.broadcaster.id,
  title: 'Heads or tails?',
  choices: [{ title: 'Heads' }, { title: 'Tails' }],
  duration: 60,
})

describe('paths and methods', () => {
  test('an unknown path is 404 in the shape of Twitch', async () => {
    const world = new World()
    const reply = await world.asApp().get('/no/such/endpoint')
    expect(reply).toMatchObject({
      status: 404,
      body: {
        error: 'Not Found',
        status: 404,
        message: expect.stringContaining(
          'No such endpoint: GET /mock/no/such/endpoint. The nearest is GET /mock/',
        ),
      },
    })
  })

  test('a wrong method is 405 and names the right ones', async () => {
    const reply = await new World().asApp().delete('/users')
    expect(reply).toMatchObject({
      status: 405,
      body: {
        error: 'Method Not Allowed',
        status: 405,
        message: 'DELETE is not allowed here: use GET or PUT.',
      },
    })
  })

  test.each(['/users/follows', '/hypetrain/events', '/soundtrack/playlist'])('%s is gone', async (path) => {
    const reply = await new World().asApp().get(path)
    expect(reply).toMatchObject({ status: 410, body: { error: 'Gone', status: 410 } })
  })

  test('/helix answers as /mock does', async () => {
    const world = new World()
    const { token } = issueToken(world.store, { client_id: world.client.id })
    const headers = { Authorization: `Bearer ${token}`, 'Client-Id': world.client.id }
    const answers = await Promise.all(
      ['/mock', '/helix'].map((base) =>
        world.send('GET', `${base}/users`, { headers, query: { id: '1001' } }),
      ),
    )
    expect(answers[1]!.body).toEqual(answers[0]!.body)
    expect(answers[0]!.body.data).toHaveLength(1)
    const { status } = await world.send('PUT', '/helix/users', { headers, body: { a: 1 } })
    expect(status).toBe(401)
  })

  test('HEAD answers as GET does, without the body', async () => {
    const world = new World()
    const get = await world.asApp().get('/users', { id: '1001' })
    const head = await world.asApp().send('HEAD', '/users', { query: { id: '1001' } })
    expect(head).toMatchObject({ status: 200, body: '' })
    expect(head.headers.get('content-type')).toBe(get.headers.get('content-type'))
  })
})

describe('browsers', () => {
  test('a preflight names Authorization and Client-Id, which a * does not cover', async () => {
    const { status, headers } = await new World().send('OPTIONS', '/mock/users')
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-headers')).toBe('Authorization, Client-Id, Content-Type')
    expect(headers.get('access-control-allow-methods')).toContain('PATCH')
  })

  test.each([['/mock/users'], ['/mock/nothing']])('a refusal of %s can be read, too', async (path) => {
    const { headers } = await new World().send('GET', path)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-expose-headers')).toContain('Ratelimit-Remaining')
  })
})

describe('bodies', () => {
  test('are JSON whatever the content type says', async () => {
    const world = new World()
    const api = world.as(world.broadcaster, 'channel:manage:polls')
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
    const { status } = await api.send('POST', '/polls', { body: poll(world), headers })
    expect(status).toBe(200)
  })

  test.each([
    ['malformed', '{"title": ', 400, 'Bad Request', 'The request body is not valid JSON.'],
    ['an array', '[]', 400, 'Bad Request', 'The request body must be a JSON object.'],
    [
      'larger than 1 MiB',
      `"${'x'.repeat(1024 * 1024)}"`,
      413,
      'Payload Too Large',
      'The request body must not be larger than 1 MiB.',
    ],
    [
      'nested 400,000 deep',
      `{"broadcaster_id":"1001","title":"Deep","duration":30,"choices":${'['.repeat(400_000)}${']'.repeat(400_000)}}`,
      400,
      'Bad Request',
      'The parameter "choices" was malformed: there must be at least 2 values',
    ],
  ])('that are %s are refused', async (_, body, status, error, message) => {
    const world = new World()
    const reply = await world.as(world.broadcaster, 'channel:manage:polls').post('/polls', body)
    expect(reply).toMatchObject({ status, body: { error, status, message } })
  })

  test('may hold fields that nobody knows', async () => {
    const world = new World()
    const api = world.as(world.broadcaster, 'channel:manage:polls')
    expect((await api.post('/polls', { ...poll(world), bits_voting_enabled: false, later: 1 })).status).toBe(
      200,
    )
  })
})

describe('parameters', () => {
  test('that repeat are lists; commas and brackets mean nothing', async () => {
    const world = new World()
    const ids = async (query: string) => {
      const { body } = await world.asApp().get(`/users?${query}`)
      return body.data.map(({ id }: { id: string }) => id)
    }
    expect(await ids('id=1001&id=1003&login=other&id=1001')).toEqual(['1001', '1003', '1004'])
    expect(await ids('id=1001,1003')).toEqual([])
    expect(await ids('login=["other"]')).toEqual([])
  })

  test('that are left empty count as left out', async () => {
    const world = new World()
    const api = world.as(world.broadcaster, 'channel:read:polls')
    const { status, body } = await api.get('/polls?broadcaster_id=1001&id=&after=&first=')
    expect({ status, body }).toEqual({ status: 200, body: { data: [], pagination: {} } })
    const missing = await api.get('/polls?broadcaster_id=')
    expect(missing.body.message).toBe('Missing required parameter "broadcaster_id"')
  })

  test.each([
    ['first=abc', 'The parameter "first" was malformed: value must be a numeric'],
    ['first=0', 'The parameter "first" was malformed: the value must be greater than or equal to 1'],
    ['first=21', 'The parameter "first" was malformed: the value must be less than or equal to 20'],
    ['first=1.5', 'The parameter "first" was malformed: value must be a numeric'],
  ])('such as %s are refused in the words of Twitch', async (query, message) => {
    const world = new World()
    const { status, body } = await world
      .as(world.broadcaster, 'channel:read:polls')
      .get(`/polls?broadcaster_id=1001&${query}`)
    expect({ status, body }).toEqual({ status: 400, body: { error: 'Bad Request', status: 400, message } })
  })
})

describe('tokens', () => {
  test('die after 24 hours of the clock', async () => {
    const world = new World()
    const api = world.asApp()
    world.advance(24 * 3600 - 1)
    expect((await api.get('/users', { id: '1001' })).status).toBe(200)
    world.advance(1)
    expect((await api.get('/users', { id: '1001' })).body).toEqual({
      error: 'Unauthorized',
      status: 401,
      message: 'Invalid OAuth token',
    })
  })

  test('need their Client-Id beside them', async () => {
    const world = new World()
    const { token } = issueToken(world.store, { client_id: world.client.id })
    const { body } = await world.with({ Authorization: `Bearer ${token}` }).get('/users', { id: '1001' })
    expect(body.message).toBe('Client ID and OAuth token do not match')
  })
})

describe('the rate limit', () => {
  const limits = ({ headers }: { headers: Headers }) =>
    ['limit', 'remaining', 'reset'].map((name) => Number(headers.get(`ratelimit-${name}`)))

  test('is told on every answer and refills by the clock', async () => {
    const world = new World()
    const api = world.asApp()
    const now = Date.parse('2026-01-01T12:00:00Z') / 1000
    expect(limits(await api.get('/users', { id: '1001' }))).toEqual([800, 799, now + 1])
    expect(limits(await api.get('/users'))).toEqual([800, 798, now + 1])
    world.advance(60)
    expect(limits(await api.get('/users', { id: '1001' }))).toEqual([800, 799, now + 61])
    expect(limits(await api.get('/nothing'))[0]).toBe(800)
  })

  test('that is not enforced never tells a client to wait, nor refuses any operation', async () => {
    const world = new World()
    const api = world.as(world.broadcaster, 'moderator:manage:announcements', 'user:manage:whispers')
    const channel = { broadcaster_id: '1001', moderator_id: '1001' }
    for (let n = 0; n < 10; n++) {
      const announcement = await api.post('/chat/announcements', { message: `Hello ${n}` }, channel)
      expect(announcement.status).toBe(204)
    }
    const least = []
    for (let request = 0; request < 1_000; request++) least.push(limits(await api.get('/users'))[1]!)
    expect(Math.min(...least)).toBe(400)
  })

  test('refuses with 429 only where that was asked for', async () => {
    const world = new World()
    const strict = createMock({ store: world.store, rateLimit: true })
    const { token } = issueToken(world.store, { client_id: world.client.id })
    const headers = { Authorization: `Bearer ${token}`, 'Client-Id': world.client.id }
    const ask = (mock = strict) => mock.fetch(new Request('http://localhost/mock/users?id=1001', { headers }))
    for (let request = 0; request < 800; request++) await ask()
    const refused = await ask()
    expect(await refused.json()).toEqual({
      error: 'Too Many Requests',
      status: 429,
      message: 'Request limit exceeded',
    })
    expect(limits(refused)[1]).toBe(0)
    expect((await ask(world.mock)).status).toBe(200)
    // A point comes back every 75 milliseconds, and after a minute there are as many as at first.
    world.advance(0.074)
    expect((await ask()).status).toBe(429)
    world.advance(0.075)
    expect((await ask()).status).toBe(200)
    expect((await ask()).status).toBe(429)
    world.advance(30)
    expect(limits(await ask())[1]).toBe(399)
    world.advance(3_600)
    expect(limits(await ask())[1]).toBe(799)
  })
})

describe('a fault of ours', () => {
  test('is a 500 that tells nothing, is reported, and does not end the server', async () => {
    const world = new World()
    const faults: unknown[] = []
    const mock = createMock({ store: world.store, onFault: (fault) => faults.push(fault) })
    const { token } = issueToken(world.store, { client_id: world.client.id })
    const headers = { Authorization: `Bearer ${token}`, 'Client-Id': world.client.id }
    const ask = () => mock.fetch(new Request('http://localhost/mock/users?id=1001', { headers }))
    world.store.run('ALTER TABLE users RENAME TO moved')
    const broken = await ask()
    expect(await broken.json()).toEqual({
      error: 'Internal Server Error',
      status: 500,
      message: 'An unexpected error occurred.',
    })
    expect(String(faults[0])).toContain('users')
    world.store.run('ALTER TABLE moved RENAME TO users')
    expect((await ask()).status).toBe(200)
  })
})

describe('OpenAPI', () => {
  test('says which documentation is followed', async () => {
    const { body } = await new World().send('GET', '/mock/openapi.json')
    expect(body.info.description).toEndWith(`Follows Twitch's documentation of ${documentedUntil}.`)
  })

  test('describes each operation from its own declaration', async () => {
    const { body } = await new World().send('GET', '/mock/openapi.json')
    const { get } = body.paths['/mock/polls']
    expect(get).toMatchObject({
      tags: ['Polls'],
      summary: 'Get Polls',
      security: [{ user: ['channel:read:polls', 'channel:manage:polls'], client_id: [] }],
    })
    expect(get.parameters.find(({ name }: { name: string }) => name === 'first')).toEqual({
      name: 'first',
      in: 'query',
      required: false,
      schema: { type: 'integer', minimum: 1, maximum: 20, default: 20 },
    })
    const { content } = body.paths['/mock/polls'].post.requestBody
    expect(content['application/json'].schema.required).toEqual([
      'broadcaster_id',
      'title',
      'choices',
      'duration',
    ])
    const foreign = Object.keys(body.paths).filter((path) => !/^\/(mock|units)\/|^\/health$/.test(path))
    expect(foreign).toEqual([])
  })
})
