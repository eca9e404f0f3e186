import { describe, expect, test } from 'bun:test'
import { issueToken } from '../../../src/mock/resources/accounts/store.ts'
import { World } from '../../support/world.ts'
import { App, refused } from './app.ts'

const token = expect.stringMatching(/^[a-z0-9]{30}$/)
const refreshToken = expect.stringMatching(/^[a-z0-9]{50}$/)

const DAY = 86_400

describe("the mock's documented requests", () => {
  const documented = (world: World, grant_type: string) => ({
    client_id: world.client.id,
    client_secret: world.client.secret,
    grant_type,
  })
  const appToken = (world: World) => documented(world, 'client_credentials')
  const userToken = (world: World) => ({
    ...documented(world, 'user_token'),
    user_id: '1003',
    scope: 'user:read:email user:edit',
  })

  const ways = {
    query: (world: World, path: string, fields: Record<string, string>) =>
      world.send('POST', path, { query: fields }),
    form: (world: World, path: string, fields: Record<string, string>) =>
      world.send('POST', path, { body: String(new URLSearchParams(fields)) }),
    JSON: (world: World, path: string, fields: Record<string, string>) =>
      world.send('POST', path, { body: fields }),
    multipart: (world: World, path: string, fields: Record<string, string>) => {
      const parts = Object.entries(fields).map(
        ([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
      )
      const headers = { 'Content-Type': 'multipart/form-data; boundary=x' }
      return world.send('POST', path, { headers, body: `${parts.join('')}--x--\r\n` })
    },
  }

  for (const base of ['/auth', '/oauth2']) {
    test.each(Object.entries(ways))(`of an app access token at ${base}, by %s`, async (_, send) => {
      const world = new World()
      const reply = await send(world, `${base}/token`, appToken(world))
      expect(reply.status).toBe(200)
      expect(reply.body).toEqual({
        access_token: token,
        ...(base === '/auth' && { refresh_token: '', scope: [] }),
        expires_in: 86_399,
        token_type: 'bearer',
      })
    })

    test.each(Object.entries(ways))(`of a user access token at ${base}, by %s`, async (_, send) => {
      const world = new World()
      const reply = await send(world, `${base}/authorize`, userToken(world))
      expect(reply.status).toBe(200)
      expect(reply.body).toEqual({
        access_token: token,
        expires_in: 86_399,
        ...(base === '/auth'
          ? { refresh_token: '', scope: ['user:read:email', 'user:edit'] }
          : { scope: ['user:edit', 'user:read:email'] }),
        token_type: 'bearer',
      })
    })
  }

  test('take scopes as a list and a user ID as a number in JSON', async () => {
    const world = new World()
    const body = { ...userToken(world), user_id: 1003, scope: ['user:edit', 'bits:read'] }
    expect((await world.send('POST', '/auth/authorize', { body })).body.scope).toEqual([
      'user:edit',
      'bits:read',
    ])
  })

  test.each([
    ['no client id', { client_id: '' }, 400, 'missing client id'],
    ['an unknown client', { client_id: 'nobody' }, 400, 'invalid client'],
    ['no secret', { client_secret: '' }, 400, 'missing client secret'],
    ['a wrong secret', { client_secret: 'wrong' }, 403, 'invalid client secret'],
    ['no grant type', { grant_type: '' }, 400, 'missing grant type'],
    ['another grant type', { grant_type: 'client_credentials' }, 400, 'invalid grant type'],
    ['no user', { user_id: '' }, 400, 'missing user id'],
    ['an unknown user', { user_id: '9' }, 400, 'invalid user id'],
    ['an unknown scope', { scope: 'user:edit user:fly' }, 400, "invalid scope requested: 'user:fly'"],
  ])('refuse %s', async (_, fields, status, message) => {
    const world = new World()
    const query = { ...userToken(world), ...fields }
    expect(await world.send('POST', '/auth/authorize', { query })).toEqual(refused(status, message))
  })

  test.each([
    ['/auth/nope', 'GET'],
    ['/oauth2/nope', 'POST'],
    ['/auth', 'GET'],
    ['/oauth2/token', 'GET'],
    ['/auth/validate', 'POST'],
    ['/activate', 'PUT'],
  ])('%s does not answer %s', async (path, method) => {
    const { status, body } = await new World().send(method, path)
    expect({ status, message: body.message }).toEqual({
      status: 404,
      message: expect.stringContaining(`no such endpoint: ${method} ${path}; the nearest is `),
    })
  })

  test.each([
    ['unreadable JSON', '{"client_id":', 400, 'the request body is not valid JSON'],
    ['too long a body', 'x'.repeat(1024 * 1024 + 1), 413, 'the request body must not be larger than 1 MiB'],
  ])('refuse %s', async (_, body, status, message) => {
    expect(await new World().send('POST', '/auth/token', { body })).toEqual(refused(status, message))
  })

  test('refuse an unreadable multipart form', async () => {
    const headers = { 'Content-Type': 'multipart/form-data' }
    expect(await new World().send('POST', '/auth/token', { headers, body: 'x' })).toEqual(
      refused(400, 'the request body is not a valid multipart form'),
    )
  })

  test('tell of a fault of ours in their own form', async () => {
    const world = new World()
    world.store.run('DROP TABLE device_codes')
    const body = `client_id=${world.client.id}`
    const reply = await world.mock.fetch(
      new Request('http://localhost/oauth2/device', { method: 'POST', body }),
    )
    expect([reply.status, await reply.json()]).toEqual([
      500,
      { status: 500, message: 'an unexpected error occurred' },
    ])
    expect(world.faults).toHaveLength(1)
  })
})

describe('grant_type=authorization_code', () => {
  const codeOf = async (app: App, fields = {}) => (await app.consent(fields)).searchParams.get('code')

  test('trades a code for a pair that Helix accepts', async () => {
    const app = new App()
    const { status, body, headers } = await app.exchange(await codeOf(app))
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: token,
      expires_in: 86_399,
      refresh_token: refreshToken,
      scope: ['channel:read:polls', 'user:read:email'],
      token_type: 'bearer',
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(await app.helix(body.access_token)).toBe(200)
  })

  test('leaves the scope out when nothing was asked for', async () => {
    const app = new App()
    expect((await app.exchange(await codeOf(app, { scope: '' }))).body).not.toHaveProperty('scope')
  })

  test('takes a code once', async () => {
    const app = new App()
    const code = await codeOf(app)
    expect((await app.exchange(code)).status).toBe(200)
    expect(await app.exchange(code)).toEqual(refused(400, 'Invalid authorization code'))
  })

  test('takes a code for ten minutes', async () => {
    const app = new App()
    const [early, late] = [await codeOf(app), await codeOf(app)]
    app.world.advance(599)
    expect((await app.exchange(early)).status).toBe(200)
    app.world.advance(1)
    expect(await app.exchange(late)).toEqual(refused(400, 'Invalid authorization code'))
  })

  test('refuses the code of another client', async () => {
    const app = new App()
    const code = await codeOf(app)
    const { id, secret } = app.world.client
    const stolen = await app.exchange(code, { client_id: id, client_secret: secret })
    expect(stolen).toEqual(refused(400, 'Invalid authorization code'))
    expect((await app.exchange(code)).status).toBe(200)
  })

  test('refuses another redirect URI, even a registered one', async () => {
    const app = new App({ redirectUris: ['http://localhost:3000', 'http://localhost:4000'] })
    expect(await app.exchange(await codeOf(app), { redirect_uri: 'http://localhost:4000' })).toEqual(
      refused(400, 'Parameter redirect_uri does not match registered URI'),
    )
  })

  test.each([
    ['no secret', { client_secret: undefined }, 400, 'missing client secret'],
    ['a wrong secret', { client_secret: 'wrong' }, 403, 'invalid client secret'],
    ['no code', { code: undefined }, 400, 'missing code'],
    ['no redirect URI', { redirect_uri: undefined }, 400, 'missing redirect_uri'],
    ['no grant type', { grant_type: undefined }, 400, 'missing grant type'],
    ['an unknown grant type', { grant_type: 'password' }, 400, 'invalid grant type'],
  ])('refuses %s', async (_, fields, status, message) => {
    const app = new App()
    expect(await app.exchange(await codeOf(app), fields)).toEqual(refused(status, message))
  })

  test('is not for public clients', async () => {
    const app = App.public()
    const refusal = refused(400, 'invalid client type: a public client cannot use this grant')
    expect(await app.exchange(await codeOf(app))).toEqual(refusal)
    expect(await app.token({ grant_type: 'client_credentials' })).toEqual(refusal)
  })
})

describe('grant_type=client_credentials', () => {
  test('accepts a scope that exists, and grants none', async () => {
    const app = new App()
    const reply = await app.token({ grant_type: 'client_credentials', scope: 'bits:read' })
    expect(reply.body).toEqual({ access_token: token, expires_in: 86_399, token_type: 'bearer' })
    expect(await app.token({ grant_type: 'client_credentials', scope: 'bits:eat' })).toEqual(
      refused(400, "invalid scope requested: 'bits:eat'"),
    )
  })
})

describe('grant_type=refresh_token', () => {
  test("of a confidential client keeps its refresh token, and the earlier access token's life", async () => {
    const app = new App()
    const { access_token, refresh_token } = await app.logIn()
    app.world.advance(DAY - 1)
    const renewed = await app.refresh(refresh_token)
    expect(renewed.body).toEqual({
      access_token: token,
      expires_in: 86_399,
      refresh_token,
      scope: ['channel:read:polls', 'user:read:email'],
      token_type: 'bearer',
    })
    expect([await app.helix(access_token), await app.helix(renewed.body.access_token)]).toEqual([200, 200])
    app.world.advance(1)
    expect([await app.helix(access_token), await app.helix(renewed.body.access_token)]).toEqual([401, 200])
    app.world.advance(365 * DAY)
    expect((await app.refresh(refresh_token)).status).toBe(200)
  })

  test('of a public client works once, without a secret', async () => {
    const app = App.public()
    const { refresh_token } = await app.logIn({ scope: 'bits:read' })
    const renewed = (await app.refresh(refresh_token)).body
    expect(renewed.scope).toEqual(['bits:read'])
    expect(renewed.refresh_token).toEqual(refreshToken)
    expect(renewed.refresh_token).not.toBe(refresh_token)
    expect(await app.refresh(refresh_token)).toEqual(refused(400, 'Invalid refresh token'))
    expect((await app.refresh(renewed.refresh_token)).status).toBe(200)
  })

  test('of a public client works for 30 days', async () => {
    const app = App.public()
    const { refresh_token } = await app.logIn()
    app.world.advance(30 * DAY - 1)
    const { body } = await app.refresh(refresh_token)
    app.world.advance(30 * DAY)
    expect(await app.refresh(body.refresh_token)).toEqual(refused(400, 'Invalid refresh token'))
  })

  test('keeps at most 50 access tokens: the oldest one makes room', async () => {
    const app = new App()
    const { access_token, refresh_token } = await app.logIn()
    const tokens = [access_token]
    for (let n = 0; n < 50; n++) {
      app.world.advance(1)
      tokens.push((await app.refresh(refresh_token)).body.access_token)
    }
    const statuses = await Promise.all(tokens.map(app.helix))
    expect(statuses).toEqual([401, ...Array(50).fill(200)])
  })

  test.each([
    ['none', { refresh_token: undefined }, 400, 'missing refresh token'],
    ['an unknown one', { refresh_token: 'nothing' }, 400, 'Invalid refresh token'],
    ['no secret', { client_secret: undefined }, 400, 'missing client secret'],
    ['a wrong secret', { client_secret: 'wrong' }, 403, 'invalid client secret'],
  ])('refuses %s', async (_, fields, status, message) => {
    const app = new App()
    const { refresh_token } = await app.logIn()
    expect(await app.refresh(refresh_token, fields)).toEqual(refused(status, message))
  })

  test("refuses another client's", async () => {
    const app = new App()
    const { refresh_token } = await app.logIn()
    const { id, secret } = app.world.client
    expect(await app.refresh(refresh_token, { client_id: id, client_secret: secret })).toEqual(
      refused(400, 'Invalid refresh token'),
    )
  })
})

describe('GET /validate', () => {
  test('tells whose token it is, and for how long', async () => {
    const app = new App()
    const { access_token } = await app.logIn()
    app.world.advance(60)
    expect((await app.validate(access_token)).body).toEqual({
      client_id: app.client.id,
      login: 'viewer',
      scopes: ['user:read:email', 'channel:read:polls'],
      user_id: '1003',
      expires_in: DAY - 60,
    })
  })

  test('tells of an app access token no user and no scope', async () => {
    const app = new App()
    const { body } = await app.token({ grant_type: 'client_credentials' })
    const headers = { Authorization: `Bearer ${body.access_token}` }
    expect((await app.get('/validate', {}, headers)).body).toEqual({
      client_id: app.client.id,
      scopes: null,
      expires_in: DAY,
    })
  })

  test('refuses no token, an unknown and an expired one', async () => {
    const app = new App()
    const { access_token } = await app.logIn()
    expect(await app.get('/validate')).toEqual(refused(401, 'missing authorization token'))
    expect(await app.validate('nothing')).toEqual(refused(401, 'invalid access token'))
    app.world.advance(DAY)
    expect(await app.validate(access_token)).toEqual(refused(401, 'invalid access token'))
    expect(await app.helix(access_token)).toBe(401)
  })
})

describe('POST /revoke', () => {
  test('ends a token at once, everywhere', async () => {
    const app = new App()
    const { access_token } = await app.logIn()
    const reply = await app.post('/revoke', { client_id: app.client.id, token: access_token })
    expect([reply.status, reply.body]).toEqual([200, ''])
    expect(await app.validate(access_token)).toEqual(refused(401, 'invalid access token'))
    expect(await app.helix(access_token)).toBe(401)
    expect(await app.post('/revoke', { client_id: app.client.id, token: access_token })).toEqual(
      refused(400, 'Invalid token'),
    )
  })

  test.each([
    ['no client', { client_id: undefined }, 400, 'missing client id'],
    ['an unknown client', { client_id: 'nobody' }, 404, 'client does not exist'],
    ['no token', { token: undefined }, 400, 'missing oauth token'],
    ['an unknown token', { token: 'nothing' }, 400, 'Invalid token'],
  ])('refuses %s', async (_, fields, status, message) => {
    const app = new App()
    const { access_token } = await app.logIn()
    const form = { client_id: app.client.id, token: access_token, ...fields }
    expect(await app.post('/revoke', form)).toEqual(refused(status, message))
  })

  test("refuses another client's token", async () => {
    const app = new App()
    const { token } = issueToken(app.world.store, { client_id: app.world.client.id })
    expect(await app.post('/revoke', { client_id: app.client.id, token })).toEqual(
      refused(400, 'Invalid token'),
    )
  })
})
