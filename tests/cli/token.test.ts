import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { Home, timeless } from '../support/command.ts'
import { confidential, publicClient, refusal, startIdentityProvider } from '../support/identity-provider.ts'

const CLIENT = `CLIENTID=${confidential.id}\nCLIENTSECRET=${confidential.secret}\n`
const PAIR =
  'ACCESSTOKEN=old\nREFRESHTOKEN=refresh-old\nTOKENSCOPES=[a:b]\nTOKENEXPIRATION=2020-01-01T00:00:00Z\n'

let provider: ReturnType<typeof startIdentityProvider>
let home: Home
beforeEach(() => {
  provider = startIdentityProvider()
})
afterEach(async () => {
  home?.[Symbol.dispose]()
  await provider[Symbol.asyncDispose]()
})

async function twitch(
  args: string[],
  { settings = CLIENT, env = {} }: { settings?: string; env?: Record<string, string> } = {},
) {
  home = new Home(settings)
  const result = await home.run(['token', '--auth-url', provider.url, ...args], env)
  return { ...result, stdout: timeless(result.stdout), stderr: timeless(result.stderr) }
}

describe('twitch token', () => {
  test('fetches an app token and stores it', async () => {
    expect(await twitch([])).toEqual({
      code: 0,
      stdout: '<time> App Access Token: app-1\n',
      stderr: '<time> Successfully generated App Access Token.\n',
    })
    expect(timeless(home.settings!)).toBe(
      `${CLIENT}ACCESSTOKEN=app-1\nTOKENSCOPES=[]\nTOKENEXPIRATION=<moment>\n`,
    )
    expect(provider.requests).toEqual([
      {
        method: 'POST',
        url: '/oauth2/token',
        form: {
          grant_type: 'client_credentials',
          client_id: confidential.id,
          client_secret: confidential.secret,
        },
        authorization: null,
      },
    ])
  })

  test('--json prints one object', async () => {
    const { stdout } = await twitch(['--json'])
    expect(JSON.parse(stdout)).toEqual({
      access_token: 'app-1',
      expires_in: 5_011_271,
      expires_at: '<moment>',
      scope: [],
      token_type: 'bearer',
    })
  })

  test('does not give up a stored user token for an app token', async () => {
    const { code } = await twitch([], { settings: CLIENT + PAIR })
    expect(code).toBe(0)
    expect(home.settings).toBe(CLIENT + PAIR)
  })

  test('says what the server said, and stores nothing', async () => {
    const settings = `CLIENTID=${confidential.id}\nCLIENTSECRET=wrong\n${PAIR}`
    expect(await twitch([], { settings })).toEqual({
      code: 1,
      stdout: '',
      stderr: `could not get an App Access Token: ${new URL(provider.url).host} answered 403: invalid client secret\n`,
    })
    expect(home.settings).toBe(settings)
  })

  test('names the host and no secret when the network fails', async () => {
    const args = ['--auth-url', 'http://127.0.0.1:9/oauth2', '--client-id', 'other', '--secret', 'hush']
    expect(await twitch(args)).toEqual({
      code: 1,
      stdout: '',
      stderr: 'could not get an App Access Token: cannot reach 127.0.0.1:9: ECONNREFUSED\n',
    })
  })

  test('takes a 200 without a token for a failure', async () => {
    provider.next('/token', () => new Response('<html>busy</html>'))
    const { code, stderr } = await twitch([])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'could not get an App Access Token: the identity provider sent an answer that is not a JSON object\n',
    })
  })

  test('without credentials and terminal names the flags', async () => {
    expect(await twitch([], { settings: '# empty\n' })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'No Client ID or Secret found in configuration. There is no terminal to ask on: give --client-id and --secret, or run "twitch configure" first\n',
    })
  })

  test('takes credentials and provider from the environment, and stores nothing of another client', async () => {
    home = new Home('# empty\n')
    const env = {
      TWITCH_CLIENTID: confidential.id,
      TWITCH_CLIENTSECRET: confidential.secret,
      TWITCH_AUTH_URL: `${provider.url}/`,
    }
    expect((await home.run(['token'], env)).code).toBe(0)
    expect(home.settings).toBe('# empty\n')
  })

  test('--client-id leaves the configuration alone, even with the stored id', async () => {
    await twitch(['--client-id', confidential.id])
    expect(home.settings).toBe(CLIENT)
  })

  test('never sends the stored secret for another Client ID', async () => {
    const { stderr } = await twitch(['--client-id', 'other'])
    expect(stderr).toBe('no Client Secret for the Client ID other: give --secret\n')
    expect(provider.requests).toEqual([])
  })
})

describe('twitch token --validate', () => {
  test('shows a user token, without any configuration', async () => {
    expect(await twitch(['-v', 'user'], { settings: '' })).toEqual({
      code: 0,
      stdout:
        'Client ID: the-client\nToken Type: User Access Token\nUser ID: 42\nUser Login: somebody\nExpires In: 100 (<moment>)\nScopes:\n- a:b\n- c:d\n',
      stderr: '',
    })
  })

  test('shows an app token', async () => {
    expect((await twitch(['-v', 'app'])).stdout).toBe(
      'Client ID: the-client\nToken Type: App Access Token\nExpires In: 100 (<moment>)\nScopes: None\n',
    )
  })

  test('--json prints one object', async () => {
    expect(JSON.parse((await twitch(['--validate=user', '--json'])).stdout)).toEqual({
      client_id: 'the-client',
      login: 'somebody',
      user_id: '42',
      scopes: ['a:b', 'c:d'],
      expires_in: 100,
      expires_at: '<moment>',
    })
  })

  test('fails for a bad token', async () => {
    expect(await twitch(['-v', 'bad'])).toEqual({
      code: 1,
      stdout: '',
      stderr: `could not validate the token: ${new URL(provider.url).host} answered 401: invalid access token\n`,
    })
  })
})

describe('twitch token --revoke', () => {
  test('needs no secret and forgets the stored pair', async () => {
    const settings = `CLIENTID=${publicClient.id}\n`
    expect(await twitch(['-r', 'old'], { settings: settings + PAIR })).toEqual({
      code: 0,
      stdout: '<time> Token old has been successfully revoked\n',
      stderr: '',
    })
    expect(home.settings).toBe(settings)
    expect(provider.requests.map(({ url, form }) => ({ url, form }))).toEqual([
      { url: '/oauth2/revoke', form: { client_id: publicClient.id, token: 'old' } },
    ])
  })

  test('keeps the stored pair when another token is revoked, or none', async () => {
    expect((await twitch(['-r', 'other'], { settings: CLIENT + PAIR })).code).toBe(0)
    expect(home.settings).toBe(CLIENT + PAIR)
    expect((await twitch(['-r', 'bad'], { settings: CLIENT + PAIR })).stderr).toEndWith(
      ' answered 400: Invalid token\n',
    )
    expect(home.settings).toBe(CLIENT + PAIR)
  })
})

describe('twitch token --refresh', () => {
  test('replaces the stored pair as a whole', async () => {
    expect(await twitch(['-R', 'refresh-old'], { settings: CLIENT + PAIR })).toEqual({
      code: 0,
      stdout:
        '<time> Access Token: user-1\n<time> Refresh Token: refresh-user-1\n<time> Expires At: <moment>\n<time> Scopes: [a:b]\n',
      stderr: '<time> Successfully refreshed Access Token.\n',
    })
    expect(timeless(home.settings!)).toBe(
      `${CLIENT}ACCESSTOKEN=user-1\nREFRESHTOKEN=refresh-user-1\nTOKENSCOPES=[a:b]\nTOKENEXPIRATION=<moment>\n`,
    )
  })

  test('of a public client sends no secret; --client-id stores nothing', async () => {
    const { code } = await twitch(['--refresh', 'refresh-x', '--client-id', publicClient.id], {
      settings: CLIENT + PAIR,
    })
    expect(code).toBe(0)
    expect(provider.requests[0]?.form).toEqual({
      grant_type: 'refresh_token',
      client_id: publicClient.id,
      refresh_token: 'refresh-x',
    })
    expect(home.settings).toBe(CLIENT + PAIR)
  })

  test('keeps the refresh token where the answer brings none', async () => {
    provider.next('/token', () => Response.json({ access_token: 'new', expires_in: 1 }))
    await twitch(['-R', 'refresh-old'], { settings: CLIENT + PAIR })
    expect(timeless(home.settings!)).toBe(
      `${CLIENT}ACCESSTOKEN=new\nREFRESHTOKEN=refresh-old\nTOKENSCOPES=[]\nTOKENEXPIRATION=<moment>\n`,
    )
  })

  test('that is refused stores nothing', async () => {
    expect(await twitch(['-R', 'spent'], { settings: CLIENT + PAIR })).toEqual({
      code: 1,
      stdout: '',
      stderr: `could not refresh the token: ${new URL(provider.url).host} answered 400: Invalid refresh token: check that the Refresh Token is valid for the configured Client ID\n`,
    })
    expect(home.settings).toBe(CLIENT + PAIR)
  })
})

describe('twitch token --mock', () => {
  const mock = (...args: string[]) => {
    home = new Home()
    return home.run(['token', `--mock=${provider.origin}`, ...args])
  }

  test('needs no set-up for a user token, and stores nothing', async () => {
    const { code, stdout } = await mock('-u', '-s', 'a:b  c:d a:b', '--user', '7')
    expect(code).toBe(0)
    expect(timeless(stdout)).toBe(
      '<time> User Access Token: mock-7\nExpires At: <moment>\nScopes: [a:b c:d]\n',
    )
    expect(home.settings).toBeUndefined()
    expect(provider.requests.map(({ url }) => url)).toEqual(['/units/clients', '/auth/authorize'])
  })

  test('takes the first user, or an app token', async () => {
    expect(JSON.parse((await mock('-u', '--json')).stdout).access_token).toBe('mock-1001')
    expect(timeless((await mock()).stdout)).toBe('<time> App Access Token: app-1\n')
  })

  test('that does not run is a clear failure', async () => {
    home = new Home()
    expect(await home.run(['token', '--mock=http://127.0.0.1:9'])).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'no mock server answers at http://127.0.0.1:9: start it with "twitch mock-api start", or give --mock=URL\n',
    })
  })
})

describe('twitch token -u --dcf', () => {
  test('says how to log in, and prints the token that comes', async () => {
    provider.next('/device', () =>
      Response.json({
        device_code: 'd',
        user_code: 'ABCDEFGH',
        verification_uri: 'https://t.tv/activate',
        expires_in: 1800,
        interval: 0.01,
      }),
    )
    provider.next('/token', () => refusal(400, 'authorization_pending'))
    const { code, stdout, stderr } = await twitch(['-u', '--dcf', '-s', 'a:b c:d'], {
      settings: `CLIENTID=${publicClient.id}\n`,
    })
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout:
        '<time> User Access Token: user-1\n<time> Refresh Token: refresh-user-1\n<time> Expires At: <moment>\n<time> Scopes: [a:b c:d]\n',
      stderr:
        'Started Device Code Flow login.\nUse this URL to log in: https://t.tv/activate\nUse this code when prompted at the above URL: ABCDEFGH\nThis system will check every 0.01 seconds, and will expire after 30 minutes.\n<time> Successfully generated User Access Token.\n',
    })
    expect(timeless(home.settings!)).toBe(
      `CLIENTID=${publicClient.id}\nACCESSTOKEN=user-1\nREFRESHTOKEN=refresh-user-1\nTOKENSCOPES=[a:b c:d]\nTOKENEXPIRATION=<moment>\n`,
    )
  })

  test('of an unknown client fails at once', async () => {
    const { code, stderr } = await twitch(['-u', '--dcf', '--client-id', 'x'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `could not get a User Access Token: ${new URL(provider.url).host} answered 400: invalid client\n`,
    })
  })
})

describe('flags that cannot go together are named', () => {
  test.each([
    [['-r', 'a', '-v', 'b'], '--revoke and --validate cannot go together: leave one of them out'],
    [['-u', '-R', 'b'], '--user-token and --refresh cannot go together: leave one of them out'],
    [['--dcf'], '--dcf can only be used with --user-token: add --user-token, or leave it out'],
    [
      ['--forceverify'],
      '--forceverify can only be used with --user-token: add --user-token, or leave it out',
    ],
    [['-s', 'a'], '--scopes can only be used with --user-token: add --user-token, or leave it out'],
    [['-u', '--user', '1'], '--user can only be used with --mock: add --mock, or leave it out'],
    [['-u', '--dcf', '-p', '3030'], '--dcf and --port cannot go together: leave one of them out'],
    [['--mock'], '--mock and --auth-url cannot go together: leave one of them out'],
    [['-r', ''], 'the value of --revoke is not a token: give it as it was printed, without blanks'],
    [['-u', '-p', '99999'], 'invalid value "99999" for --port: give a whole number from 0 to 65535'],
    [
      ['-u', '--redirect-host', 'http://a.b'],
      'invalid value "http://a.b" for --redirect-host: give a host alone, without http:// and port',
    ],
    [['--auth-url', 'here'], 'invalid value "here" for --auth-url: give a URL such as http://localhost:8080'],
  ])('%p', async (args, line) => {
    expect(await twitch(args)).toEqual({ code: 1, stdout: '', stderr: `${line}\n` })
  })
})

test('a half-written configuration is named and kept', async () => {
  const { code, stderr } = await twitch([], { settings: 'CLIENTID=abc\nCLIENTSEC' })
  expect({ code, stderr, settings: home.settings }).toEqual({
    code: 1,
    stderr: `${home.file}: line 2 is not KEY=value: mend or remove the file; it was left as it is\n`,
    settings: 'CLIENTID=abc\nCLIENTSEC',
  })
})
