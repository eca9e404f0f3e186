import assert from 'node:assert/strict'
import { generateState, OAuth2RequestError, Twitch } from 'arctic'
import { approve, check, end, redirectUri, remote, url, viewer } from './check.js'

const twitch = new Twitch(remote.clientId, remote.clientSecret, redirectUri)

const granted = await check('code', async () => {
  const state = generateState()
  const asked = twitch.createAuthorizationURL(state, ['user:read:email'])
  const back = await approve(`${url}${asked.pathname}${asked.search}`)
  assert.equal(back.searchParams.get('state'), state)
  const tokens = await twitch.validateAuthorizationCode(back.searchParams.get('code'))
  const headers = { 'Client-Id': remote.clientId, Authorization: `Bearer ${tokens.accessToken()}` }
  const { data } = await (await fetch(`${url}/mock/users`, { headers })).json()
  assert.equal(data[0].id, viewer.id)
  return tokens
})
await check('refresh', async () => {
  const refreshed = await twitch.refreshAccessToken(granted.refreshToken())
  assert.notEqual(refreshed.accessToken(), granted.accessToken())
  assert(refreshed.accessTokenExpiresAt() > new Date())
})
await check('a refusal is told', async () => {
  await assert.rejects(
    twitch.validateAuthorizationCode('nothing'),
    (error) => !(error instanceof OAuth2RequestError) || error.code !== undefined,
  )
})
end()
