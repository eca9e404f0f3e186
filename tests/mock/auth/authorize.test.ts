import { describe, expect, test } from 'bun:test'
import { App, locationOf, refused } from './app.ts'

const code = expect.stringMatching(/^[a-z0-9]{30}$/)

const query = (url: URL) => Object.fromEntries(url.searchParams)
const fragment = (url: URL) => Object.fromEntries(new URLSearchParams(url.hash.slice(1)))

describe('POST /authorize, the consent', () => {
  test('sends the browser back with a code, the scope and the state', async () => {
    const app = new App()
    const granted = app.world.emitted('user.authorization.grant')
    const url = await app.consent()
    expect(url.origin).toBe('http://localhost:3000')
    expect(query(url)).toEqual({ code, scope: 'user:read:email channel:read:polls', state: 'the state' })
    expect(url.hash).toBe('')
    expect(granted).toEqual([
      { client_id: app.client.id, user_id: '1003', user_login: 'viewer', user_name: 'Viewer' },
    ])
  })

  test('keeps the query of the redirect URI and adds no state of its own', async () => {
    const uri = 'http://localhost:3000/back?from=twitch'
    const url = await new App({ redirectUris: [uri] }).consent({
      redirect_uri: uri,
      state: undefined,
      scope: '',
    })
    expect(query(url)).toEqual({ from: 'twitch', code, scope: '' })
  })

  test('reaches an app by its own scheme', async () => {
    const url = await new App({ redirectUris: ['my.app:/back'] }).consent({ redirect_uri: 'my.app:/back' })
    expect(url.href).toStartWith('my.app:/back?code=')
  })

  test('gives a token in the fragment', async () => {
    const app = new App()
    const url = await app.consent({ response_type: 'token' })
    expect(url.search).toBe('')
    expect(fragment(url)).toEqual({
      access_token: code,
      scope: 'user:read:email channel:read:polls',
      state: 'the state',
      token_type: 'bearer',
    })
    expect((await app.validate(fragment(url).access_token!)).body).toMatchObject({ user_id: '1003' })
  })

  test.each([
    ['id_token', ['id_token', 'state']],
    ['token id_token', ['access_token', 'id_token', 'scope', 'state', 'token_type']],
    ['id_token+token', ['access_token', 'id_token', 'scope', 'state', 'token_type']],
    ['code id_token', ['code', 'id_token', 'scope', 'state']],
  ])('gives %s in the fragment', async (response_type, names) => {
    const url = await new App().consent({ response_type, scope: 'openid' })
    expect(url.search).toBe('')
    expect(Object.keys(fragment(url)).sort()).toEqual(names)
  })

  test.each(['code', 'token'])('of %s that is refused says so in the query', async (response_type) => {
    const app = new App()
    const granted = app.world.emitted('user.authorization.grant')
    const url = await app.consent({ response_type, decision: 'cancel' })
    expect(url.href).toBe(
      'http://localhost:3000/?error=access_denied&error_description=The+user+denied+you+access&state=the+state',
    )
    expect(granted).toEqual([])
  })

  test.each([
    ['no user', { user_id: undefined }, 'missing user id'],
    ['an unknown user', { user_id: '9' }, 'invalid user id'],
    ['no decision', { decision: undefined }, 'missing decision'],
    ['an unknown decision', { decision: 'maybe' }, 'invalid decision'],
  ])('refuses %s', async (_, fields, message) => {
    const app = new App()
    const form = app.wanted({ user_id: '1003', decision: 'authorize', ...fields })
    expect(await app.post('/authorize', form)).toEqual(refused(400, message))
  })

  test.each([
    { 'Sec-Fetch-Site': 'cross-site' },
    { 'Sec-Fetch-Site': 'same-site', Origin: 'http://localhost' },
    { Origin: 'http://evil.example' },
    { Origin: 'null' },
  ])('refuses a form from another site: %p', async (headers) => {
    const app = new App()
    const form = app.wanted({ user_id: '1003', decision: 'authorize' })
    expect((await app.post('/authorize', form, headers as never)).status).toBe(403)
  })

  test.each([
    { 'Sec-Fetch-Site': 'same-origin', Origin: 'http://localhost' },
    { Origin: 'http://localhost' },
  ])('accepts a form from its own page: %p', async (headers) => {
    const app = new App()
    const form = app.wanted({ user_id: '1003', decision: 'authorize' })
    expect((await app.post('/authorize', form, headers as never)).status).toBe(302)
  })
})

describe('GET /authorize', () => {
  test.each([
    ['no client', { client_id: undefined }, 'missing client id'],
    ['an unknown client', { client_id: 'nobody' }, 'invalid client'],
    ['no redirect URI', { redirect_uri: undefined }, 'missing redirect_uri'],
    ['no response type', { response_type: '' }, 'missing response type'],
  ])('tells the browser of %s', async (_, fields, message) => {
    const app = new App()
    expect(await app.get('/authorize', app.wanted(fields))).toEqual(refused(400, message))
  })

  test.each([
    [
      'an unknown response type',
      { response_type: 'password' },
      'unsupported_response_type',
      'Response type is not supported',
    ],
    [
      'code with token',
      { response_type: 'code token' },
      'unsupported_response_type',
      'Response type is not supported',
    ],
    [
      'an ID token without openid',
      { response_type: 'id_token' },
      'unsupported_response_type',
      'Response type is not supported',
    ],
    [
      'an unknown scope',
      { scope: 'openid user:fly' },
      'invalid_scope',
      "invalid scope requested: 'user:fly'",
    ],
    [
      'claims that are no JSON',
      { claims: 'email' },
      'invalid_request',
      'Parameter claims is not a JSON object of claims',
    ],
    [
      'claims that name nothing',
      { claims: '{"id_token":1}' },
      'invalid_request',
      'Parameter claims is not a JSON object of claims',
    ],
  ])('tells the app of %s', async (_, fields, error, error_description) => {
    const app = new App()
    const url = locationOf(await app.get('/authorize', app.wanted(fields)))
    expect(query(url)).toEqual({ error, error_description, state: 'the state' })
  })

  test.each([
    'http://localhost:3000/',
    'http://localhost:3001',
    'https://evil.example',
    'javascript:alert(1)',
  ])('tells the first registered URI of the mismatch of %s', async (redirect_uri) => {
    const app = new App({ redirectUris: ['http://localhost:3000', 'http://localhost:4000'] })
    const url = locationOf(await app.get('/authorize', app.wanted({ redirect_uri })))
    expect(url.href).toBe(
      'http://localhost:3000/?error=redirect_mismatch&' +
        'error_description=Parameter+redirect_uri+does+not+match+registered+URI&state=the+state',
    )
    expect(
      (
        await app.post('/authorize', app.wanted({ redirect_uri, user_id: '1003', decision: 'authorize' }))
      ).headers.get('location'),
    ).toBe(url.href)
  })

  test('has nowhere to go without any registered URI', async () => {
    const app = new App({ redirectUris: [] })
    expect(await app.get('/authorize', app.wanted())).toEqual(
      refused(400, 'Parameter redirect_uri does not match registered URI'),
    )
  })

  test('shows the app, every scope in words, and the users', async () => {
    const app = new App()
    const { status, body, headers } = await app.get('/authorize', app.wanted())
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    for (const words of [
      'Test App wants to',
      'See the email address',
      'Read polls',
      'Broadcaster',
      'Viewer',
      'localhost:3000',
    ])
      expect(body).toContain(words)
    expect(body).not.toContain('<script')
  })

  test('escapes what comes from elsewhere', async () => {
    const app = new App()
    const { body } = await app.get(
      '/authorize',
      app.wanted({ state: '"><script>alert(1)</script>', search: '<b>' }),
    )
    expect(body).not.toContain('<script')
    expect(body).not.toContain('<b>')
    expect(body).toContain('%3Cscript%3E')
    expect(body).toContain('&lt;b&gt;')
  })

  test.each(['a\nb\r\nc\rd', 'nul \0 and \x01', '{\n  "to": "/",\n  "n": 1\n}', '%0A+&=%25 ü 🎮', ''])(
    'brings the state %j back byte for byte through its form',
    async (state) => {
      const app = new App()
      const { body } = await app.get('/authorize', app.wanted({ state, search: 'viewer' }))
      const forms = [...body.matchAll(/<input type="hidden" name="preserved" value="([^"]*)"/g)]
      expect(forms).toHaveLength(2)
      const preserved = forms[1]![1]!.replaceAll('&amp;', '&')
      const url = locationOf(
        await app.post('/authorize', { preserved, user_id: '1003', decision: 'authorize' }),
      )
      expect(url.searchParams.get('state')).toBe(state)
      const searched = await app.get('/authorize', { preserved, search: 'broad' })
      expect(searched.body).toContain(forms[1]![0])
    },
  )

  test.each([
    ['', ['See your public profile, and nothing else']],
    ['channel:read:polls', ['Read polls <code>channel:read:polls</code>']],
  ])('says what the app will be able to with the scopes "%s"', async (scope, abilities) => {
    const app = new App()
    const { body } = await app.get('/authorize', app.wanted({ scope }))
    const [, list = ''] = /<ul class="scopes">(.*?)<\/ul>/s.exec(body) ?? []
    expect([...list.matchAll(/<div>(.*?)<\/div>/gs)].map(([, text]) => text)).toEqual(abilities)
  })

  test('finds users by the beginning of their name, or by ID, among all', async () => {
    const app = new App()
    const page = async (search: string) => (await app.get('/authorize', app.wanted({ search }))).body
    expect(await page('')).not.toContain('search for others')
    for (let n = 0; n < 30; n++) app.world.user(`20${n}`, `Crowd${String(n).padStart(2, '0')}`)
    const found = async (search: string) =>
      [...(await page(search)).matchAll(/name="user_id" value="(\d+)"/g)].map(([, id]) => id)
    expect(await found('')).toHaveLength(5)
    expect(await page('')).toContain('The first 5 of 34 users: search for others.')
    expect(await found(' CROWD0 ')).toEqual(Array.from({ length: 10 }, (_, n) => `20${n}`))
    expect(await page('crowd')).toContain('The first 20 of 34 users found.')
    expect(await found('1004')).toEqual(['1004'])
    expect(await found('%')).toEqual([])
    expect(await page('nobody')).toContain(
      'None of 34 users has this ID or a name that begins with “nobody”.',
    )
    expect(await page('nobody')).not.toContain('>Authorize</button>')
    expect(await page('crowd')).toContain('>Authorize</button>')
  })
})

describe('a user who has consented before', () => {
  const returning = async () => {
    const app = new App()
    const reply = await app.post('/authorize', app.wanted({ user_id: '1003', decision: 'authorize' }))
    const cookie = reply.headers.get('set-cookie')!.split(';')[0]!
    const visit = (fields = {}) => app.get('/authorize', app.wanted(fields), { Cookie: cookie })
    return { app, visit, setCookie: reply.headers.get('set-cookie') }
  }

  test('is remembered by a cookie that scripts and other sites do not get', async () => {
    expect((await returning()).setCookie).toBe('twitch_mock_user=1003; Path=/; HttpOnly; SameSite=Lax')
  })

  test.each([{}, { scope: 'user:read:email' }, { scope: '' }])('is sent back at once: %p', async (fields) => {
    const { app, visit } = await returning()
    const granted = app.world.emitted('user.authorization.grant')
    expect(query(locationOf(await visit(fields)))).toMatchObject({ code })
    expect(granted).toEqual([])
  })

  test.each([{ force_verify: 'true' }, { scope: 'user:read:email bits:read' }])(
    'is asked again: %p',
    async (fields) => {
      const { visit } = await returning()
      expect((await visit(fields)).status).toBe(200)
    },
  )

  test('is asked again after disconnecting the app', async () => {
    const { app, visit } = await returning()
    const revoked = app.world.emitted('user.authorization.revoke')
    const { access_token, refresh_token } = await app.logIn()
    expect((await app.post('/disconnect', { client_id: app.client.id, user_id: '1003' })).status).toBe(200)
    expect(revoked).toEqual([
      { client_id: app.client.id, user_id: '1003', user_login: 'viewer', user_name: 'Viewer' },
    ])
    expect((await visit()).status).toBe(200)
    expect(await app.helix(access_token)).toBe(401)
    expect(await app.refresh(refresh_token)).toEqual(refused(400, 'Invalid refresh token'))
    expect(await app.post('/disconnect', { client_id: app.client.id, user_id: '1003' })).toEqual(
      refused(404, 'the user has not connected this client'),
    )
  })

  test('grants nothing by HEAD', async () => {
    const { app } = await returning()
    const counted = () =>
      ['authorization_codes', 'access_tokens'].map((table) =>
        app.world.store.get(`SELECT count(*) AS rows FROM ${table}`),
      )
    const before = counted()
    for (const response_type of ['code', 'token']) {
      const query = new URLSearchParams(app.wanted({ response_type }) as Record<string, string>)
      const response = await app.world.mock.fetch(
        new Request(`http://localhost/oauth2/authorize?${query}`, {
          method: 'HEAD',
          headers: { Cookie: 'twitch_mock_user=1003' },
        }),
      )
      expect([response.status, response.headers.get('location'), await response.text()]).toEqual([
        200,
        null,
        '',
      ])
    }
    expect(counted()).toEqual(before)
  })

  test('may have left Twitch since', async () => {
    const { app, visit } = await returning()
    app.world.store.run("DELETE FROM channels WHERE broadcaster_id = '1003'")
    app.world.store.run("DELETE FROM users WHERE id = '1003'")
    expect((await visit()).status).toBe(200)
  })
})
