import assert from 'node:assert/strict'
import { ApiClient } from '@twurple/api'
import {
  exchangeCode,
  getAppToken,
  getTokenInfo,
  RefreshingAuthProvider,
  refreshUserToken,
  revokeToken,
} from '@twurple/auth'
import { approve, check, end, redirectUri, remote, url, viewer } from './check.js'

const { clientId, clientSecret } = remote
const asked = new URLSearchParams({
  client_id: clientId,
  redirect_uri: redirectUri,
  response_type: 'code',
  scope: 'user:read:email',
  state: 'a state',
})

await check('an app token', async () => {
  const { accessToken, expiresIn } = await getAppToken(clientId, clientSecret)
  assert(expiresIn > 0)
  assert.equal((await getTokenInfo(accessToken, clientId)).userId, null)
})
const token = await check('a code is exchanged', async () => {
  const back = await approve(`${url}/oauth2/authorize?${asked}`)
  assert.equal(back.searchParams.get('state'), 'a state')
  const granted = await exchangeCode(clientId, clientSecret, back.searchParams.get('code'), redirectUri)
  assert.deepEqual(granted.scope, ['user:read:email'])
  return granted
})
await check('a token is validated', async () => {
  const { userId, userName, scopes } = await getTokenInfo(token.accessToken, clientId)
  assert.deepEqual(
    { userId, userName, scopes },
    { userId: viewer.id, userName: viewer.login, scopes: ['user:read:email'] },
  )
})
const fresh = await check('a token is refreshed', async () => {
  const refreshed = await refreshUserToken(clientId, clientSecret, token.refreshToken)
  assert.notEqual(refreshed.accessToken, token.accessToken)
  return refreshed
})
await check('a provider refreshes by itself', async () => {
  const authProvider = new RefreshingAuthProvider({ clientId, clientSecret })
  const stale = { ...fresh, accessToken: 'nothing', expiresIn: 1, obtainmentTimestamp: Date.now() - 10_000 }
  assert.equal(await authProvider.addUserForToken(stale), viewer.id)
  const client = new ApiClient({ authProvider })
  const { email } = await client.asUser(viewer.id, (as) => as.users.getAuthenticatedUser(viewer.id))
  assert.match(email, /@/)
})
await check('a token is revoked', async () => {
  const accessToken = await remote.userToken(viewer.id, [])
  await revokeToken(clientId, accessToken)
  await assert.rejects(getTokenInfo(accessToken, clientId))
})
end()
