import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { Home, timeless } from '../support/command.ts'
import { Provider } from '../support/provider.ts'

let provider: Provider
beforeEach(() => {
  provider = new Provider()
})
afterEach(() => provider.stop())

/** Runs `twitch api` with settings, against the world of the provider. */
async function api(settings: string, ...args: string[]) {
  using home = new Home(settings)
  const env = { TWITCH_BASE_URL: `${provider.origin}/mock`, TWITCH_AUTH_URL: provider.url }
  const { stderr, ...result } = await home.run(['api', ...args], env)
  return { ...result, stderr: timeless(stderr), settings: home.settings }
}

const client = () => `CLIENTID=${provider.client.id}\nCLIENTSECRET=${provider.client.secret}\n`

describe('twitch api with the token of the settings', () => {
  test('uses it as it is', async () => {
    const settings = `${client()}ACCESSTOKEN=${provider.userToken()}\nTOKENEXPIRATION=2999-01-01T00:00:00Z\n`
    expect(await api(settings, 'get', 'users', '--jq', '.data[0].login')).toEqual({
      code: 0,
      stdout: 'viewer\n',
      stderr: '',
      settings,
    })
  })

  test('refreshes one that has expired, and stores the new one', async () => {
    const { refresh_token } = provider.pair()
    const old = `ACCESSTOKEN=old\nREFRESHTOKEN=${refresh_token}\nTOKENEXPIRATION=2020-01-01T00:00:00Z\n`
    const first = await api(client() + old, 'get', 'users', '--silent')
    expect(first).toMatchObject({
      code: 0,
      stdout: '',
      stderr: '<time> Refreshed the Access Token, which had expired.\n',
    })
    expect(first.settings).not.toContain('ACCESSTOKEN=old')
    const again = await api(first.settings!, 'get', 'users', '--silent')
    expect(again).toEqual({ code: 0, stdout: '', stderr: '', settings: first.settings })
  })

  test('fetches one of the application where there is none, and stores it', async () => {
    const { settings, ...result } = await api(
      client(),
      'get',
      'users',
      '-q',
      'id=1001',
      '--jq',
      '.data[].login',
    )
    expect(result).toEqual({
      code: 0,
      stdout: 'broadcaster\n',
      stderr: '<time> Fetched an App Access Token.\n',
    })
    expect(settings).toMatch(/\nACCESSTOKEN=\w{30}\n/)
  })

  test('fetches another one of the application where that has expired', async () => {
    const old = `ACCESSTOKEN=old\nTOKENSCOPES=[]\nTOKENEXPIRATION=2020-01-01T00:00:00Z\n`
    const { settings, ...result } = await api(client() + old, 'get', 'users', '-q', 'id=1001', '--silent')
    expect(result).toEqual({ code: 0, stdout: '', stderr: '<time> Fetched an App Access Token.\n' })
    expect(settings).toMatch(/\nACCESSTOKEN=\w{30}\n/)
  })

  test('takes a redirect that leads nowhere for no success', async () => {
    using server = Bun.serve({ port: 0, fetch: () => Response.json({ message: 'Choose.' }, { status: 300 }) })
    using home = new Home('CLIENTID=id\nACCESSTOKEN=token\n')
    const env = { TWITCH_BASE_URL: server.url.origin }
    expect(await home.run(['api', 'get', 'users', '-u'], env)).toEqual({
      code: 1,
      stdout: '{"message":"Choose."}\n',
      stderr: '300 Choose\n',
    })
  })

  test('names the scopes that are there beside the missing one', async () => {
    const token = provider.userToken('bits:read')
    const settings = `${client()}ACCESSTOKEN=${token}\nTOKENSCOPES='[bits:read]'\n`
    expect(await api(settings, 'get', 'polls', '-q', 'broadcaster_id=1003', '-u')).toMatchObject({
      code: 1,
      stderr:
        '401 Missing scope: channel:read:polls or channel:manage:polls: ' +
        'twitch token -u -s "bits:read channel:read:polls" gets a token with it\n',
    })
  })

  test('does not give up a user for an application', async () => {
    const old = `ACCESSTOKEN=old\nTOKENSCOPES='[bits:read]'\nTOKENEXPIRATION=2020-01-01T00:00:00Z\n`
    expect(await api(client() + old, 'get', 'users')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'the stored token has expired: twitch token -u -s "bits:read" gets another\n',
      settings: client() + old,
    })
  })

  test('needs one', async () => {
    expect(await api('', 'get', 'users')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'there is no token: run "twitch token" first, or call the mock server with --mock\n',
    })
    expect(await api('ACCESSTOKEN=one\n', 'get', 'users')).toMatchObject({
      code: 1,
      stderr: 'no Client ID belongs to the token: set TWITCH_CLIENTID, or run "twitch configure"\n',
    })
  })
})
