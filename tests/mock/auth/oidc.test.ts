import { describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMock } from '../../../src/mock/resources/open.ts'
import { createMock } from '../../../src/mock/server/server.ts'
import { App, refused } from './app.ts'

const openid = 'openid user:read:email'
const NOW = Date.parse('2026-01-01T12:00:00Z') / 1000

const parse = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString())
const halfHash = (text: string) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')

/** Verifies an ID token as an app does: with the key that GET /keys has under its kid. */
async function verified(app: App, token: string) {
  const [header = '', payload = '', signature = ''] = token.split('.')
  expect(parse(header)).toEqual({ alg: 'RS256', typ: 'JWT', kid: '1' })
  const { keys } = (await app.get('/keys')).body
  const jwk = keys.find(({ kid }: { kid: string }) => kid === '1')
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify'])
  const signed = Buffer.from(`${header}.${payload}`)
  expect(await crypto.subtle.verify(algorithm, key, Buffer.from(signature, 'base64url'), signed)).toBe(true)
  return parse(payload)
}

function temporaryFolder() {
  const path = mkdtempSync(join(tmpdir(), 'twitch-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

const always = (app: App) => ({
  aud: app.client.id,
  azp: app.client.id,
  exp: NOW + 900,
  iat: NOW,
  iss: 'http://localhost/oauth2',
  sub: '1003',
})

describe('ID tokens', () => {
  test('of a code carry the nonce and the claims that were asked for', async () => {
    const app = new App()
    const claims = JSON.stringify({
      id_token: {
        email: null,
        email_verified: null,
        preferred_username: null,
        updated_at: null,
        shoe_size: null,
      },
    })
    const { id_token } = await app.logIn({ scope: openid, nonce: 'the nonce', claims })
    expect(await verified(app, id_token)).toEqual({
      ...always(app),
      email: 'viewer@testing.mocks',
      email_verified: true,
      preferred_username: 'Viewer',
      updated_at: '2020-01-01T00:00:00.000000Z',
      nonce: 'the nonce',
    })
  })

  test('have the email only with its scope', async () => {
    const app = new App()
    const claims = JSON.stringify({ id_token: { email: null, email_verified: null, picture: null } })
    const { id_token } = await app.logIn({ scope: 'openid', claims })
    expect(await verified(app, id_token)).toEqual({ ...always(app), picture: '' })
  })

  test('come only with the scope openid, and not with a refresh', async () => {
    const app = new App()
    expect(await app.logIn()).not.toHaveProperty('id_token')
    const { refresh_token } = await app.logIn({ scope: openid })
    expect((await app.refresh(refresh_token)).body).not.toHaveProperty('id_token')
  })

  test.each(['token id_token', 'code id_token'])(
    'of %s vouch for what comes along',
    async (response_type) => {
      const app = new App()
      const url = await app.consent({ response_type, scope: openid, nonce: 'n' })
      const { id_token, access_token, code } = Object.fromEntries(new URLSearchParams(url.hash.slice(1)))
      expect(await verified(app, id_token!)).toEqual({
        ...always(app),
        nonce: 'n',
        ...(access_token && { at_hash: halfHash(access_token) }),
        ...(code && { c_hash: halfHash(code) }),
      })
    },
  )
})

describe('the signing key', () => {
  test('takes nothing from the randomness of the store', async () => {
    const [used, unused] = [new App(), new App()]
    await used.get('/keys')
    expect(used.world.store.random.token(30)).toBe(unused.world.store.random.token(30))
  })

  test('stays the same as long as the database', async () => {
    using folder = temporaryFolder()
    const path = join(folder.path, 'mock.db')
    const keysOfOneRun = async () => {
      const store = openMock({ path })
      const reply = await createMock({ store }).fetch(new Request('http://localhost/oauth2/keys'))
      store.close()
      return reply.json()
    }
    const first = await keysOfOneRun()
    expect(first).toEqual({
      keys: [
        {
          alg: 'RS256',
          e: 'AQAB',
          kid: '1',
          kty: 'RSA',
          // 2048 bits, of which the first is set.
          n: expect.stringMatching(/^[g-z0-9_-][\w-]{341}$/),
          use: 'sig',
        },
      ],
    })
    expect(await keysOfOneRun()).toEqual(first)
  })
})

describe('GET /userinfo', () => {
  const userinfo = (app: App, token: string) => app.get('/userinfo', {}, { Authorization: `Bearer ${token}` })

  test('gives the claims that were asked for, also after a refresh', async () => {
    const app = new App()
    const claims = JSON.stringify({ userinfo: { email: null, picture: null } })
    const { access_token, refresh_token } = await app.logIn({ scope: openid, claims })
    const expected = { ...always(app), email: 'viewer@testing.mocks', picture: '' }
    expect((await userinfo(app, access_token)).body).toEqual(expected)
    const renewed = await app.refresh(refresh_token)
    expect((await userinfo(app, renewed.body.access_token)).body).toEqual(expected)
  })

  test('refuses ID tokens, app access tokens, and those without openid', async () => {
    const app = new App()
    const { id_token } = await app.logIn({ scope: openid })
    const { body } = await app.token({ grant_type: 'client_credentials' })
    const { access_token } = await app.logIn()
    expect(await userinfo(app, id_token)).toEqual(refused(401, 'invalid access token'))
    expect(await userinfo(app, body.access_token)).toEqual(refused(401, 'invalid access token'))
    expect(await userinfo(app, access_token)).toEqual(refused(403, 'missing scope: openid'))
    expect(await app.get('/userinfo')).toEqual(refused(401, 'missing authorization token'))
  })
})

test.each(['/auth', '/oauth2'])('the discovery document of %s names its own addresses', async (base) => {
  const { world } = new App()
  const issuer = `http://localhost${base}`
  expect((await world.send('GET', `${base}/.well-known/openid-configuration`)).body).toEqual({
    authorization_endpoint: `${issuer}/authorize`,
    claims_parameter_supported: true,
    claims_supported: [
      'email',
      'email_verified',
      'picture',
      'preferred_username',
      'updated_at',
      'exp',
      'iss',
      'sub',
      'azp',
      'aud',
      'iat',
    ],
    id_token_signing_alg_values_supported: ['RS256'],
    issuer,
    jwks_uri: `${issuer}/keys`,
    response_types_supported: ['id_token', 'code', 'token', 'code id_token', 'token id_token'],
    scopes_supported: ['openid'],
    subject_types_supported: ['public'],
    token_endpoint: `${issuer}/token`,
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    userinfo_endpoint: `${issuer}/userinfo`,
  })
})
