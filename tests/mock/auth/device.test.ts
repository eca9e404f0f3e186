import { describe, expect, test } from 'bun:test'
import { App, refused } from './app.ts'

const begin = async (app: App, scopes?: string) =>
  (await app.post('/device', { client_id: app.client.id, scopes })).body

const pending = refused(400, 'authorization_pending')
const invalid = refused(400, 'invalid device code')
const html = { Accept: 'text/html,*/*' }

describe('POST /device', () => {
  test('gives the codes, and where to take them', async () => {
    const app = new App()
    const device = await begin(app, 'user:read:email')
    expect(device).toEqual({
      device_code: expect.stringMatching(/^[a-z0-9]{40}$/),
      expires_in: 1800,
      interval: 5,
      user_code: expect.stringMatching(/^[A-Z]{8}$/),
      verification_uri: `http://localhost/activate?device-code=${device.user_code}`,
    })
  })

  test('says in the address that a client is public', async () => {
    const device = await begin(App.public())
    expect(device.verification_uri).toBe(
      `http://localhost/activate?public=true&device-code=${device.user_code}`,
    )
  })

  test.each([
    ['no client', { client_id: undefined }, 'missing client id'],
    ['an unknown client', { client_id: 'nobody' }, 'invalid client'],
    ['an unknown scope', { scopes: 'bits:read bits:eat' }, "invalid scope requested: 'bits:eat'"],
  ])('refuses %s', async (_, fields, message) => {
    const app = new App()
    expect(await app.post('/device', { client_id: app.client.id, ...fields })).toEqual(refused(400, message))
  })
})

describe('the device flow', () => {
  test.each(['confidential', 'public'] as const)('of a %s client needs no secret', async (type) => {
    const app = new App({ type })
    const { device_code, user_code } = await begin(app, 'user:read:email bits:read')
    const granted = app.world.emitted('user.authorization.grant')
    expect(await app.poll(device_code)).toEqual(pending)
    expect(await app.poll(device_code)).toEqual(pending)
    expect((await app.approve(user_code)).status).toBe(200)
    expect(granted).toMatchObject([{ client_id: app.client.id, user_id: '1003' }])
    const { status, body } = await app.poll(device_code)
    expect(status).toBe(200)
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[a-z0-9]{30}$/),
      expires_in: 86_399,
      refresh_token: expect.stringMatching(/^[a-z0-9]{50}$/),
      scope: ['bits:read', 'user:read:email'],
      token_type: 'bearer',
    })
    expect(await app.helix(body.access_token)).toBe(200)
    expect(await app.poll(device_code)).toEqual(invalid)
  })

  test('leaves the scope out when nothing was asked for', async () => {
    const app = App.public()
    const { access_token, ...rest } = await app.logIn()
    expect(rest).not.toHaveProperty('scope')
    expect((await app.validate(access_token)).body.scopes).toBeNull()
  })

  test('ends when the user says no', async () => {
    const app = new App()
    const { device_code, user_code } = await begin(app)
    const { status, body } = await app.approve(user_code, { decision: 'cancel' })
    expect(status).toBe(200)
    expect(body).toContain('Nothing was connected')
    expect(await app.poll(device_code)).toEqual(invalid)
  })

  test('ends after half an hour', async () => {
    const app = new App()
    const { device_code, user_code } = await begin(app)
    app.world.advance(1799)
    expect(await app.poll(device_code)).toEqual(pending)
    app.world.advance(1)
    expect(await app.poll(device_code)).toEqual(invalid)
    expect(await app.approve(user_code)).toEqual(refused(400, 'invalid user code'))
  })

  test("is the one client's", async () => {
    const app = new App()
    const { device_code, user_code } = await begin(app)
    await app.approve(user_code)
    expect(await app.poll(device_code, { client_id: app.world.client.id })).toEqual(invalid)
    expect((await app.poll(device_code)).status).toBe(200)
  })

  test('of a confidential client is refreshed with its secret', async () => {
    const app = new App()
    const { device_code, user_code } = await begin(app)
    await app.approve(user_code)
    const { refresh_token } = (await app.poll(device_code)).body
    expect(await app.refresh(refresh_token, { client_secret: undefined })).toEqual(
      refused(400, 'missing client secret'),
    )
    expect((await app.refresh(refresh_token)).status).toBe(200)
  })
})

describe('/activate', () => {
  test('asks for the code, then for the consent', async () => {
    const app = new App()
    const { user_code } = await begin(app, 'user:read:email')
    const page = (query = {}, headers = {}) => app.world.send('GET', '/activate', { query, headers })
    expect((await page()).body).toContain('name="device-code"')
    const typed = `${user_code.slice(0, 4)}-${user_code.slice(4)}`.toLowerCase()
    const { body } = await page({ 'device-code': typed })
    for (const words of [user_code, 'Test App', 'See the email address', 'Viewer', 'Authorize']) {
      expect(body).toContain(words)
    }
    const again = await page({ 'device-code': 'ZZZZZZZZ' }, html)
    expect(again.status).toBe(400)
    expect(again.body).toContain('This code is unknown or has expired.')
    expect(await page({ 'device-code': 'ZZZZZZZZ' })).toEqual(refused(400, 'invalid user code'))
  })

  test('is also where the base is', async () => {
    for (const base of ['/auth', '/oauth2']) {
      expect((await new App().world.send('GET', `${base}/activate`)).status).toBe(200)
    }
  })

  test('knows a code no more once it was used', async () => {
    const app = new App()
    const { user_code } = await begin(app)
    await app.approve(user_code)
    expect(await app.approve(user_code)).toEqual(refused(400, 'invalid user code'))
  })

  test.each([
    ['no code', { 'device-code': undefined }, 'missing device-code'],
    ['no user', { user_id: undefined }, 'missing user id'],
    ['an unknown user', { user_id: '9' }, 'invalid user id'],
    ['no decision', { decision: undefined }, 'missing decision'],
  ])('refuses %s', async (_, fields, message) => {
    const app = new App()
    const { user_code } = await begin(app)
    expect(await app.approve(user_code, fields)).toEqual(refused(400, message))
  })

  test('refuses a form from another site', async () => {
    const app = new App()
    const { user_code } = await begin(app)
    const form = { 'device-code': user_code, user_id: '1003', decision: 'authorize' }
    expect(await app.post('/activate', form, { 'Sec-Fetch-Site': 'cross-site' })).toEqual(
      refused(403, 'Pages from other sites may not ask for this: it needs no token.'),
    )
  })
})
