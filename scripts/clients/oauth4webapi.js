import assert from 'node:assert/strict'
import * as oauth from 'oauth4webapi'
import { activate, approve, check, end, redirectUri, remote, url, viewer } from './check.js'
import { spacedScopes } from './spaced-scopes.js'

const client = { client_id: remote.clientId }
const authentication = oauth.ClientSecretPost(remote.clientSecret)
const options = { [oauth.allowInsecureRequests]: true, [oauth.customFetch]: spacedScopes }
const issuer = new URL(`${url}/oauth2`)

const server = await check('discovery', async () =>
  oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options)),
)
const granted = await check('code with an ID token', async () => {
  const [state, nonce] = [oauth.generateRandomState(), oauth.generateRandomNonce()]
  const asked = {
    client_id: remote.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid user:read:email',
    state,
    nonce,
  }
  const back = await approve(`${server.authorization_endpoint}?${new URLSearchParams(asked)}`)
  const parameters = oauth.validateAuthResponse(server, client, back, state)
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    authentication,
    parameters,
    redirectUri,
    oauth.nopkce,
    options,
  )
  const checks = { expectedNonce: nonce, requireIdToken: true }
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, checks)
  assert.equal(oauth.getValidatedIdTokenClaims(tokens).sub, viewer.id)
  await oauth.validateApplicationLevelSignature(server, response, options)
  return tokens
})
await check('userinfo', async () => {
  const response = await oauth.userInfoRequest(server, client, granted.access_token, options)
  assert.equal((await oauth.processUserInfoResponse(server, client, viewer.id, response)).sub, viewer.id)
})
await check('refresh', async () => {
  const response = await oauth.refreshTokenGrantRequest(
    server,
    client,
    authentication,
    granted.refresh_token,
    options,
  )
  const { access_token } = await oauth.processRefreshTokenResponse(server, client, response)
  assert.notEqual(access_token, granted.access_token)
})
await check('app token', async () => {
  const response = await oauth.clientCredentialsGrantRequest(server, client, authentication, {}, options)
  const { access_token } = await oauth.processClientCredentialsResponse(server, client, response)
  assert.match(access_token, /^[a-z0-9]{30}$/)
})

// Twitch's discovery document names neither endpoint.
const extended = {
  ...server,
  device_authorization_endpoint: `${url}/oauth2/device`,
  revocation_endpoint: `${url}/oauth2/revoke`,
}
await check('device', async () => {
  const asked = { scopes: 'user:read:email' }
  const answer = await oauth.deviceAuthorizationRequest(extended, client, authentication, asked, options)
  const { device_code, user_code } = await oauth.processDeviceAuthorizationResponse(extended, client, answer)
  await activate(user_code)
  const response = await oauth.deviceCodeGrantRequest(extended, client, authentication, device_code, options)
  const { scope } = await oauth.processDeviceCodeResponse(extended, client, response)
  assert.equal(scope, 'user:read:email')
})
await check('revocation', async () => {
  const token = await remote.userToken(viewer.id, [])
  const response = await oauth.revocationRequest(extended, client, authentication, token, options)
  await oauth.processRevocationResponse(response)
  const { status } = await fetch(`${url}/oauth2/validate`, { headers: { Authorization: `OAuth ${token}` } })
  assert.equal(status, 401)
})
end()
