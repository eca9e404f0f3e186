import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { Home, timeless } from '../support/command.ts'
import { Provider } from '../support/provider.ts'

let provider: Provider
let home: Home
beforeEach(() => {
  provider = new Provider()
})
afterEach(async () => {
  home?.[Symbol.dispose]()
  await provider.stop()
})

/** The settings of the confidential client, and a pair of tokens. */
const client = () => `CLIENTID=${provider.client.id}\nCLIENTSECRET=${provider.client.secret}\n`
const pair = (access = 'old', refresh = 'refresh-old') =>
  `ACCESSTOKEN=${access}\nREFRESHTOKEN=${refresh}\nTOKENSCOPES=[a:b]\nTOKENEXPIRATION=2020-01-01T00:00:00Z\n`

async function twitch(
  args: string[],
  { settings = client(), env = {} }: { settings?: string; env?: Record<string, string> } = {},
) {
  home = new Home(settings)
  const result = await home.run(['token', '--auth-url', provider.url, ...args], env)
  return { ...result, stdout: timeless(result.stdout), stderr: timeless(result.stderr) }
}

/** The tokens that a command printed. */
function printed(stdout: string): { access: string; refresh?: string } {
  const [, access] = /Access Token: (\w{30})\n/.exec(stdout) ?? expect.unreachable(stdout)
  return { access: access!, refresh: /Refresh Token: (\w{50})\n/.exec(stdout)?.[1] }
}

describe('twitch token', () => {
  test('fetches an app token and stores it', async () => {
    const { code, stdout, stderr } = await twitch([])
    const { access } = printed(stdout)
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout: `<time> App Access Token: ${access}\nExpires At: <moment>\nScopes: []\n`,
      stderr: '<time> Successfully generated App Access Token.\n',
    })
    expect(await provider.validation(access)).not.toHaveProperty('user_id')
    expect(timeless(home.settings!)).toBe(
      `${client()}ACCESSTOKEN=${access}\nTOKENSCOPES=[]\nTOKENEXPIRATION=<moment>\n`,
    )
    const { id: client_id, secret: client_secret } = provider.client
    expect(provider.received).toEqual([
      {
        method: 'POST',
        url: '/oauth2/token',
        form: { grant_type: 'client_credentials', client_id, client_secret },
      },
    ])
  })

  test('--json prints one object', async () => {
    const { stdout } = await twitch(['--json'])
    expect(JSON.parse(stdout)).toEqual({
      access_token: expect.stringMatching(/^\w{30}$/),
      expires_in: 86_399,
      expires_at: '<moment>',
      scope: [],
      token_type: 'bearer',
    })
  })

  test('does not give up a stored user token for an app token', async () => {
    const { code } = await twitch([], { settings: client() + pair() })
    expect(code).toBe(0)
    expect(home.settings).toBe(client() + pair())
  })

  test('says what the server said, and stores nothing', async () => {
    const settings = `CLIENTID=${provider.client.id}\nCLIENTSECRET=wrong\n${pair()}`
    expect(await twitch([], { settings })).toEqual({
      code: 1,
      stdout: '',
      stderr: `could not get an App Access Token: ${provider.host} answered 403: invalid client secret\n`,
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
    provider.next('/token', new Response('<html>busy</html>'))
    const { code, stderr } = await twitch([])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        'could not get an App Access Token: the identity provider sent an answer that is not a JSON object\n',
    })
  })

  test('refuses what cannot go together in one line', async () => {
    expect(await twitch(['-r', 'a', '-v', 'b'])).toEqual({
      code: 1,
      stdout: '',
      stderr: '--revoke and --validate cannot go together: leave one of them out\n',
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
})

describe('the client of twitch token', () => {
  test('without credentials and terminal the flags are named', async () => {
    expect(await twitch([], { settings: '# empty\n' })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'No Client ID or Secret found in configuration. There is no terminal to ask on: give --client-id ' +
        'and --secret, or run "twitch configure" first\n',
    })
  })

  test('comes from the environment, with the provider; nothing of another client is stored', async () => {
    home = new Home('# empty\n')
    const { id: TWITCH_CLIENTID, secret: TWITCH_CLIENTSECRET } = provider.client
    const env = { TWITCH_CLIENTID, TWITCH_CLIENTSECRET, TWITCH_AUTH_URL: `${provider.url}/` }
    expect((await home.run(['token'], env)).code).toBe(0)
    expect(home.settings).toBe('# empty\n')
  })

  test('takes its secret from the environment, beside the stored id', async () => {
    const settings = `CLIENTID=${provider.client.id}\nCLIENTSECRET=wrong\n`
    const { code } = await twitch([], { settings, env: { TWITCH_CLIENTSECRET: provider.client.secret } })
    expect(code).toBe(0)
    expect(home.settings).toStartWith(settings)
    expect(home.settings).not.toContain(provider.client.secret)
  })

  test('given by --client-id leaves the configuration alone, even with the stored id', async () => {
    await twitch(['--client-id', provider.client.id])
    expect(home.settings).toBe(client())
  })

  test.each([
    ['--client-id', { TWITCH_CLIENTID: '' }, ['--client-id', 'other']],
    ['TWITCH_CLIENTID', { TWITCH_CLIENTID: 'other' }, []],
  ])('named by %s never gets the stored secret of another', async (_, env, args) => {
    const { stderr } = await twitch(args, { env })
    expect(stderr).toBe('no Client Secret for the Client ID other: give --secret\n')
    expect(provider.received).toEqual([])
  })
})

describe('twitch token --validate', () => {
  test('shows a user token, without any configuration', async () => {
    const token = provider.userToken('user:read:email', 'bits:read')
    expect(await twitch(['-v', token], { settings: '' })).toEqual({
      code: 0,
      stdout:
        `Client ID: ${provider.client.id}\nToken Type: User Access Token\nUser ID: 1003\nUser Login: ` +
        'viewer\nExpires In: 86400 (<moment>)\nScopes:\n- bits:read\n- user:read:email\n',
      stderr: '',
    })
  })

  test('shows an app token', async () => {
    expect((await twitch(['-v', provider.appToken()])).stdout).toBe(
      `Client ID: ${provider.client.id}\nToken Type: App Access Token\nExpires In: 86400 (<moment>)\nScopes: None\n`,
    )
  })

  test('--json prints one object', async () => {
    const token = provider.userToken('user:read:email')
    expect(JSON.parse((await twitch([`--validate=${token}`, '--json'])).stdout)).toEqual({
      client_id: provider.client.id,
      login: 'viewer',
      user_id: '1003',
      scopes: ['user:read:email'],
      expires_in: 86_400,
      expires_at: '<moment>',
    })
  })

  test('fails for an expired token', async () => {
    const token = provider.userToken()
    provider.world.advance(86_400)
    expect(await twitch(['-v', token])).toEqual({
      code: 1,
      stdout: '',
      stderr: `could not validate the token: ${provider.host} answered 401: invalid access token\n`,
    })
  })

  test('takes a 200 of something else for a failure', async () => {
    provider.next('/validate', Response.json({ hello: 'world' }))
    const { code, stderr } = await twitch(['-v', 'any'])
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'could not validate the token: the identity provider named no client\n',
    })
  })
})

describe('twitch token --revoke', () => {
  test('needs no secret and forgets the stored pair', async () => {
    const { access, refresh_token } = provider.pair(provider.publicClient)
    const settings = `CLIENTID=${provider.publicClient.id}\n`
    expect(
      await twitch(['-r', access.token], { settings: settings + pair(access.token, refresh_token) }),
    ).toEqual({
      code: 0,
      stdout: `<time> Token ${access.token} has been successfully revoked\n`,
      stderr: '',
    })
    expect(home.settings).toBe(settings)
    expect(await provider.validation(access.token)).toBeUndefined()
    expect(provider.received.map(({ url, form }) => ({ url, form }))).toEqual([
      { url: '/oauth2/revoke', form: { client_id: provider.publicClient.id, token: access.token } },
    ])
  })

  test('with --client-id leaves the configuration alone', async () => {
    const { access, refresh_token } = provider.pair()
    const settings = client() + pair(access.token, refresh_token)
    expect((await twitch(['-r', access.token, '--client-id', provider.client.id], { settings })).code).toBe(0)
    expect(home.settings).toBe(settings)
  })

  test('keeps the stored pair when another token is revoked, or none', async () => {
    const settings = client() + pair()
    expect((await twitch(['-r', provider.userToken()], { settings })).code).toBe(0)
    expect(home.settings).toBe(settings)
    const { code, stderr } = await twitch(['-r', 'old'], { settings })
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `could not revoke the token: ${provider.host} answered 400: Invalid token\n`,
    })
    expect(home.settings).toBe(settings)
  })
})

describe('twitch token --refresh', () => {
  test('replaces the stored pair as a whole', async () => {
    const { refresh_token } = provider.pair()
    const { code, stdout, stderr } = await twitch(['-R', refresh_token], {
      settings: client() + pair('old', refresh_token),
    })
    const { access } = printed(stdout)
    expect({ code, stdout, stderr }).toEqual({
      code: 0,
      stdout:
        `<time> Access Token: ${access}\n<time> Refresh Token: ${refresh_token}\n<time> Expires At: ` +
        '<moment>\n<time> Scopes: [user:read:email]\n',
      stderr: '<time> Successfully refreshed Access Token.\n',
    })
    expect(await provider.validation(access)).toBeDefined()
    expect(timeless(home.settings!)).toBe(
      `${client()}ACCESSTOKEN=${access}\nREFRESHTOKEN=${refresh_token}\nTOKENSCOPES=[user:read:email]\n` +
        'TOKENEXPIRATION=<moment>\n',
    )
  })

  test('of a public client sends no secret and works once; --client-id stores nothing', async () => {
    const { refresh_token } = provider.pair(provider.publicClient)
    const settings = client() + pair()
    const args = ['--refresh', refresh_token, '--client-id', provider.publicClient.id]
    const { code, stdout } = await twitch(args, { settings })
    expect(code).toBe(0)
    expect(printed(stdout).refresh).not.toBe(refresh_token)
    expect(provider.received[0]?.form).toEqual({
      grant_type: 'refresh_token',
      client_id: provider.publicClient.id,
      refresh_token,
    })
    expect(home.settings).toBe(settings)
    expect((await twitch(args)).stderr).toStartWith(
      `could not refresh the token: ${provider.host} answered 400: Invalid refresh token: check that`,
    )
  })

  test('keeps the refresh token where the answer brings none', async () => {
    provider.next('/token', Response.json({ access_token: 'new', expires_in: 1 }))
    await twitch(['-R', 'refresh-old'], { settings: client() + pair() })
    expect(timeless(home.settings!)).toBe(
      `${client()}ACCESSTOKEN=new\nREFRESHTOKEN=refresh-old\nTOKENSCOPES=[]\nTOKENEXPIRATION=<moment>\n`,
    )
  })

  test('that is refused stores nothing', async () => {
    const settings = client() + pair()
    expect(await twitch(['-R', 'refresh-old'], { settings })).toEqual({
      code: 1,
      stdout: '',
      stderr:
        `could not refresh the token: ${provider.host} answered 400: Invalid refresh token: check that the ` +
        'Refresh Token is of the Client ID that is used, and was not used before\n',
    })
    expect(home.settings).toBe(settings)
  })
})
