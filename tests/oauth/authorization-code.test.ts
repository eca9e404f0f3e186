import { expect, test } from 'bun:test'
import { authorizationCode } from '../../src/oauth/authorization-code.ts'
import { identityProvider } from '../../src/oauth/client.ts'

const request = { scopes: [], redirectHost: 'localhost', port: 0, ip: '127.0.0.1' }
const granted = {
  access_token: 'a',
  refresh_token: 'r',
  expires_in: 10,
  scope: ['a:b'],
  token_type: 'bearer',
}

test('nobody is waited for longer than the limit', async () => {
  const waits: number[] = []
  const wait = async (milliseconds: number) => void waits.push(milliseconds)
  const client = { ...identityProvider('http://id.test', { wait }), clientId: 'client' }
  const flow = authorizationCode(client, request, { onReady() {}, onCallback() {} })
  await expect(flow).rejects.toMatchObject({
    message: 'the browser was not redirected back within 5 minutes',
    redirectUri: expect.stringMatching(/^http:\/\/localhost:\d+$/),
  })
  expect(waits).toEqual([300_000])
})

test('the page is shown after the exchange', async () => {
  const exchange = Promise.withResolvers<Response>()
  const client = {
    ...identityProvider('http://id.test', { fetch: () => exchange.promise, random: () => 'state' }),
    clientId: 'client',
  }
  const ready = Promise.withResolvers<string>()
  const callback = Promise.withResolvers<void>()
  const flow = authorizationCode(client, request, { onReady: ready.resolve, onCallback: callback.resolve })
  const back = new URL(new URL(await ready.promise).searchParams.get('redirect_uri')!)
  back.search = '?code=code&state=state'
  const page = fetch(back)
  await callback.promise
  expect(Bun.peek.status(page)).toBe('pending')
  exchange.resolve(Response.json(granted))
  expect((await flow).accessToken).toBe('a')
  expect((await page).status).toBe(200)
})

test('a callback without a code is a failure', async () => {
  const client = { ...identityProvider('http://id.test', { random: () => 'state' }), clientId: 'client' }
  const ready = Promise.withResolvers<string>()
  const flow = authorizationCode(client, request, { onReady: ready.resolve, onCallback() {} })
  const back = new URL(await ready.promise).searchParams.get('redirect_uri')
  const page = fetch(`${back}/?state=state`)
  await expect(flow).rejects.toThrow('the browser came back without a code')
  expect((await page).status).toBe(400)
})
