import { describe, expect, test } from 'bun:test'
import { identityProvider } from '../../../src/oauth/client.ts'
import { awaitApproval, startDeviceFlow } from '../../../src/oauth/device-code.ts'
import { type Reply, World } from '../../support/world.ts'

const add = (world: World, fault: object) => world.send('POST', '/units/faults', { body: fault })
const byName = (world: World, name: string, fault: object = {}) => add(world, { ...fault, effect: { name } })
const seen = ({ status, body, headers }: Reply) => ({ status, body, fault: headers.get('x-mock-fault') })

const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code'

/** Asks for a token by a form, as clients do. */
function token(world: World, grant_type: string, more: Record<string, string> = {}) {
  const { id: client_id, secret: client_secret } = world.client
  const form = new URLSearchParams({ client_id, client_secret, grant_type, ...more })
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' }
  return world.send('POST', '/oauth2/token', { headers, body: String(form) })
}

describe('an effect by name', () => {
  const grants = {
    device: (world: World) => token(world, DEVICE, { device_code: 'none' }),
    code: (world: World) =>
      token(world, 'authorization_code', { code: 'none', redirect_uri: 'http://localhost' }),
    refresh: (world: World) => token(world, 'refresh_token', { refresh_token: 'none' }),
    validate: (world: World) =>
      world.send('GET', '/oauth2/validate', { headers: { Authorization: 'OAuth none' } }),
    helix: (world: World) =>
      world.send('GET', '/mock/users', { headers: { Authorization: 'Bearer none', 'Client-Id': 'a' } }),
  }
  // What the provider says of what it does not know is what it says of what has expired.
  test.each([
    ['expired_device_code', 'device'],
    ['expired_code', 'code'],
    ['expired_refresh_token', 'refresh'],
    ['expired_token', 'validate'],
    ['expired_token', 'helix'],
  ] as const)('%s says of what is good what is said of what is not: %s', async (name, grant) => {
    const world = new World()
    const real = seen(await grants[grant](world))
    await byName(world, name, { times: 1 })
    expect(seen(await grants[grant](world))).toEqual({ ...real, fault: '1' })
    expect(seen(await grants[grant](world))).toEqual(real)
  })

  test.each([
    ['authorization_pending', { status: 400, message: 'authorization_pending' }],
    ['slow_down', { status: 400, message: 'slow_down', error: 'slow_down' }],
    ['access_denied', { status: 400, message: 'access_denied', error: 'access_denied' }],
    ['server_error', { status: 500, message: 'an unexpected error occurred' }],
  ])('%s is a refusal of the device grant', async (name, body) => {
    const world = new World()
    await byName(world, name)
    expect(seen(await grants.device(world))).toEqual({ status: body.status, body, fault: '1' })
  })

  test('meets the grant that it fits, and is not used up by others', async () => {
    const world = new World()
    await byName(world, 'slow_down', { match: { operation: 'token' }, times: 1 })
    expect(seen(await token(world, 'client_credentials'))).toMatchObject({ status: 200, fault: null })
    expect((await grants.refresh(world)).body).toEqual({ status: 400, message: 'Invalid refresh token' })
    expect((await grants.device(world)).body.message).toBe('slow_down')
    const { data } = (await world.send('GET', '/units/faults')).body
    expect(data[0]).toMatchObject({ met: 1, done: 1 })
  })

  test('leaves undone what was asked: the code is still good', async () => {
    const world = new World()
    await byName(world, 'expired_device_code', { times: 1 })
    const device = await world.send('POST', '/oauth2/device', {
      query: { client_id: world.client.id, scopes: '' },
    })
    const { device_code, user_code } = device.body
    const decided = { 'device-code': user_code, user_id: world.viewer.id, decision: 'authorize' }
    await world.send('POST', '/activate', { query: decided })
    const statuses: number[] = []
    for (let n = 0; n < 2; n++) statuses.push((await token(world, DEVICE, { device_code })).status)
    expect(statuses).toEqual([400, 200])
  })

  test('bad_gateway is a web page, of every API', async () => {
    const world = new World()
    await byName(world, 'bad_gateway')
    for (const reply of [await grants.device(world), await grants.helix(world)]) {
      expect(seen(reply)).toEqual({
        status: 502,
        body: expect.stringMatching(/^<!doctype html>/),
        fault: '1',
      })
      expect(reply.headers.get('content-type')).toBe('text/html')
    }
  })

  test('composes with Retry-After, a spoiled body, probability and after', async () => {
    const world = new World()
    const effect = { name: 'server_error', retry_after: 3, body: 'empty' }
    await add(world, { after: 1, times: 1, probability: 1, effect })
    const replies = [await grants.helix(world), await grants.helix(world), await grants.helix(world)]
    expect(replies.map(({ status }) => status)).toEqual([401, 500, 401])
    expect([replies[1]?.body, replies[1]?.headers.get('retry-after')]).toEqual(['', '3'])
  })

  test('access_denied has the user refuse on the consent page, page or not', async () => {
    const world = new World()
    await byName(world, 'access_denied', { match: { operation: 'authorize' } })
    const [redirect_uri] = world.client.redirect_uris
    const asked = { client_id: world.client.id, redirect_uri, response_type: 'code', scope: '', state: 'a b' }
    const location = `${redirect_uri}/?error=access_denied&error_description=The+user+denied+you+access&state=a+b`
    const expected = { status: 302, location, fault: '1' }
    for (const [method, query] of [
      ['GET', asked],
      ['POST', { ...asked, user_id: world.viewer.id, decision: 'authorize' }],
    ] as const) {
      const { status, headers } = await world.send(method, '/oauth2/authorize', { query })
      expect({ status, location: headers.get('location'), fault: headers.get('x-mock-fault') }).toEqual(
        expected,
      )
    }
    const { data } = (await world.send('GET', '/units/requests')).body
    expect(data.map(({ method }: { method: string }) => method)).toEqual(['GET', 'POST'])
  })

  test('slow_down makes our own client wait five seconds more, and it gets its token', async () => {
    const world = new World()
    await byName(world, 'slow_down', { times: 2 })
    await byName(world, 'bad_gateway', { match: { operation: 'token' }, times: 1 })
    const waits: number[] = []
    const provider = identityProvider('http://localhost/oauth2', {
      fetch: async (url, init) => world.mock.fetch(new Request(url, init)),
      now: () => world.store.now(),
      wait: async (milliseconds) => void waits.push(milliseconds),
    })
    const client = { ...provider, clientId: world.client.id }
    const device = await startDeviceFlow(client, ['user:bot'])
    const decided = { 'device-code': device.userCode, user_id: world.viewer.id, decision: 'authorize' }
    await world.send('POST', '/activate', { query: decided })
    expect(await awaitApproval(client, device, ['user:bot'])).toMatchObject({ scopes: ['user:bot'] })
    expect(waits).toEqual([5000, 10_000, 15_000, 15_000])
  })
})

describe('a fault that could not be met, or would do nothing, is refused', () => {
  test.each([
    [
      { match: { operation: 'Get Users' }, effect: { name: 'slow_down' } },
      'The effect slow_down does not fit Get Users: it fits token (device_code).',
    ],
    [
      { match: { path: '/mock/*' }, effect: { name: 'access_denied' } },
      'The effect access_denied does not fit /mock/*: it fits token (device_code), authorize.',
    ],
    [
      { match: { operation: 'token' }, effect: { name: 'expired_token' } },
      'The effect expired_token does not fit token: it fits validate, userinfo, Helix.',
    ],
    [
      { match: { operation: 'Get User' }, effect: { status: 500 } },
      'There is no operation "Get User": the nearest is "Get Users".',
    ],
    [
      { match: { path: '/units/users' }, effect: { status: 500 } },
      'Requests to /units are never faulted: give a path of Helix or of the identity provider.',
    ],
    [
      { effect: {} },
      'The effect is empty: its members are name, status, message, retry_after, delay_ms, body.',
    ],
    [
      { effect: { name: 'slow_down', status: 429 } },
      'The effect slow_down has its own status and message: leave "status" and "message" out.',
    ],
    [
      { effect: { message: 'No.' } },
      'The parameter "effect.message" needs a refusal to stand in: give "effect.status" too.',
    ],
    [
      { effect: { body: 'slow', retry_after: 1 } },
      'The parameter "effect.retry_after" needs a refusal to stand in: give "effect.status" too.',
    ],
  ])('%j', async (fault, message) => {
    const world = new World()
    expect(await add(world, fault)).toMatchObject({
      status: 400,
      body: { error: 'Bad Request', status: 400, message },
    })
    expect((await world.send('GET', '/units/faults')).body.total).toBe(0)
  })
})

test('what a faulted request sent is in the journal, and a body names the client', async () => {
  const world = new World()
  await add(world, { match: { client_id: world.client.id }, times: 1, effect: { status: 503 } })
  await add(world, { match: { client_id: 'other' }, effect: { status: 500 } })
  expect((await token(world, 'client_credentials')).status).toBe(503)
  expect((await token(world, 'client_credentials')).status).toBe(200)
  const api = world.as(world.broadcaster, 'channel:manage:polls')
  await add(world, { times: 1, effect: { status: 503 } })
  await api.post('/polls', { title: 'Heads or tails?' })
  const { data } = (await world.send('GET', '/units/requests')).body
  const bodies = data.map(({ request }: { request: { body: unknown } }) => request.body)
  expect(bodies[2]).toEqual({ title: 'Heads or tails?' })
  expect([bodies[0], bodies[1]].map((body) => JSON.stringify(body).includes('client_credentials'))).toEqual([
    true,
    true,
  ])
})
