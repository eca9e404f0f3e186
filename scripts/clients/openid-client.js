import assert from 'node:assert/strict'
import * as oidc from 'openid-client'
import { activate, approve, check, end, redirectUri, remote, url, viewer } from './check.js'
import { spacedScopes } from './spaced-scopes.js'

const { clientId, clientSecret } = remote
const secret = oidc.ClientSecretPost(clientSecret)

const config = await check('discovery', async () => {
  const options = { execute: [oidc.allowInsecureRequests], [oidc.customFetch]: spacedScopes }
  return oidc.discovery(new URL(`${url}/oauth2`), clientId, clientSecret, secret, options)
})
const granted = await check('code with an ID token', async () => {
  const [expectedState, expectedNonce] = [oidc.randomState(), oidc.randomNonce()]
  const scope = 'openid user:read:email'
  const claims = JSON.stringify({ userinfo: { preferred_username: null } })
  const asked = { redirect_uri: redirectUri, scope, claims, state: expectedState, nonce: expectedNonce }
  const back = await approve(oidc.buildAuthorizationUrl(config, asked))
  const checks = { expectedState, expectedNonce, idTokenExpected: true }
  const tokens = await oidc.authorizationCodeGrant(config, back, checks)
  assert.equal(tokens.claims().sub, viewer.id)
  return tokens
})
await check('userinfo', async () => {
  const { sub, preferred_username } = await oidc.fetchUserInfo(config, granted.access_token, viewer.id)
  assert.equal(sub, viewer.id)
  assert.equal(preferred_username.toLowerCase(), viewer.login)
})
await check('refresh', async () => {
  const { access_token } = await oidc.refreshTokenGrant(config, granted.refresh_token)
  assert.notEqual(access_token, granted.access_token)
})
await check('app token', async () => {
  const { access_token, token_type } = await oidc.clientCredentialsGrant(config)
  assert.match(access_token, /^[a-z0-9]{30}$/)
  assert.equal(token_type, 'bearer')
})

// Twitch's discovery document names neither endpoint.
const endpoints = {
  device_authorization_endpoint: `${url}/oauth2/device`,
  revocation_endpoint: `${url}/oauth2/revoke`,
}
const extended = new oidc.Configuration(
  { ...config?.serverMetadata(), ...endpoints },
  clientId,
  clientSecret,
  secret,
)
oidc.allowInsecureRequests(extended)
extended[oidc.customFetch] = spacedScopes
await check('device', async () => {
  const begun = await oidc.initiateDeviceAuthorization(extended, { scopes: 'user:read:email' })
  await activate(begun.user_code)
  const { scope } = await oidc.pollDeviceAuthorizationGrant(extended, begun)
  assert.equal(scope, 'user:read:email')
})
await check('device, told to slow down', async () => {
  const begun = await oidc.initiateDeviceAuthorization(extended, { scopes: 'user:read:email' })
  await activate(begun.user_code)
  const fault = { match: { operation: 'token' }, times: 1, effect: { name: 'slow_down' } }
  await fetch(`${url}/units/faults`, { method: 'POST', body: JSON.stringify(fault) })
  const began = performance.now()
  const { scope } = await oidc.pollDeviceAuthorizationGrant(extended, { ...begun, interval: 1 })
  assert.equal(scope, 'user:read:email')
  // RFC 8628, 3.5: a second, and then five more.
  assert.ok(performance.now() - began > 6900)
})
await check('an error by name', async () => {
  const fault = { times: 1, effect: { name: 'bad_gateway' } }
  await fetch(`${url}/units/faults`, { method: 'POST', body: JSON.stringify(fault) })
  await assert.rejects(oidc.clientCredentialsGrant(config), { code: 'OAUTH_RESPONSE_IS_NOT_CONFORM' })
})
await check('revocation', async () => {
  const token = await remote.userToken(viewer.id, [])
  await oidc.tokenRevocation(extended, token)
  const { status } = await fetch(`${url}/oauth2/validate`, { headers: { Authorization: `OAuth ${token}` } })
  assert.equal(status, 401)
})
end()
