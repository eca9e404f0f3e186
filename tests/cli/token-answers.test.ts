import { afterEach, beforeEach, describe, expect, test } from 'bun:test'
import { Home, timeless } from '../support/command.ts'
import { Provider } from '../support/provider.ts'

let provider: Provider
let home: Home
beforeEach(() => {
  provider = new Provider()
  home = new Home(settings())
})
afterEach(async () => {
  home[Symbol.dispose]()
  await provider.stop()
})

const settings = () => `CLIENTID=${provider.client.id}\nCLIENTSECRET=${provider.client.secret}\n`

/** Runs `twitch token …` against one answer of the server. */
async function answered(path: string, answer: Response, ...args: string[]) {
  provider.next(path, answer)
  const { code, stdout, stderr } = await home.run(['token', '--auth-url', provider.url, ...args])
  return { code, stdout: timeless(stdout), stderr: timeless(stderr) }
}

const GRANTED = '<time> Successfully generated App Access Token.\n'

describe('a token that was granted is shown and stored, whatever else the server says', () => {
  test.each([
    ['no expiry', {}],
    ['an expiry of zero', { expires_in: 0 }],
    ['a huge expiry', { expires_in: 1e300 }],
    ['an expiry that is no number', { expires_in: 'soon' }],
    ['a negative expiry', { expires_in: -1 }],
    ['scopes of any kind', { scope: { a: 1 }, refresh_token: 7, token_type: null }],
    ['scopes in a list of anything', { scope: [null, 5, ['x']] }],
  ])('%s', async (_, odd) => {
    expect(await answered('/token', Response.json({ access_token: 'granted', ...odd }))).toEqual({
      code: 0,
      stdout: '<time> App Access Token: granted\nExpires At: unknown\nScopes: []\n',
      stderr: GRANTED,
    })
    expect(home.settings).toBe(`${settings()}ACCESSTOKEN=granted\nTOKENSCOPES=[]\n`)
  })

  test('an expiry as text, a status of 201, scopes in disorder', async () => {
    const body = { access_token: 'granted', expires_in: '60', scope: ['c:d', 'a:b', 'c:d'] }
    expect(await answered('/token', Response.json(body, { status: 201 }))).toEqual({
      code: 0,
      stdout: '<time> App Access Token: granted\nExpires At: <moment>\nScopes: [a:b c:d]\n',
      stderr: GRANTED,
    })
  })

  test('controls are shown escaped and stored as they are', async () => {
    const body = { access_token: 'a\x1b]52;c\x07\nb\u009b', expires_in: 60, scope: ['x\x1b[2J\u202e'] }
    const { code, stdout } = await answered('/token', Response.json(body))
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout:
        '<time> App Access Token: a\\x1b]52;c\\x07\\x0ab\\x9b\nExpires At: <moment>\nScopes: [x\\x1b[2J\\u202e]\n',
    })
    expect(home.settings).toContain('ACCESSTOKEN="a\x1b]52;c\x07\\nb\u009b"\n')
    const json = (await answered('/token', Response.json(body), '--json')).stdout
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(json.trimEnd()).not.toMatch(/[\x00-\x1f\x7f-\x9f\u202e]/)
    expect(JSON.parse(json).access_token).toBe(body.access_token)
  })

  test('a full standard output fails, and the token is stored all the same', async () => {
    provider.next('/token', Response.json({ access_token: 'granted', expires_in: 60 }))
    const program = Bun.spawn(
      [process.execPath, 'src/main.ts', 'token', '--auth-url', provider.url, '--config', home.file],
      {
        env: { PATH: process.env.PATH, HOME: home.path },
        stdin: 'ignore',
        stdout: Bun.file('/dev/full'),
        stderr: 'pipe',
      },
    )
    expect([timeless(await program.stderr.text()), await program.exited]).toEqual([
      `${GRANTED}cannot write to standard output (ENOSPC)\n`,
      1,
    ])
    expect(home.settings).toContain('ACCESSTOKEN=granted\n')
  })

  test('a full standard error costs nothing', async () => {
    const program = Bun.spawn(
      [process.execPath, 'src/main.ts', 'token', '--auth-url', provider.url, '--config', home.file],
      {
        env: { PATH: process.env.PATH, HOME: home.path },
        stdin: 'ignore',
        stdout: 'pipe',
        stderr: Bun.file('/dev/full'),
      },
    )
    expect([await program.stdout.text(), await program.exited]).toEqual([
      expect.stringContaining('App Access Token: '),
      0,
    ])
  })
})

describe('a refusal', () => {
  test.each([
    [{ message: 'invalid client' }, ''],
    [{ message: 'missing client secret' }, ''],
    [
      { message: 'Invalid refresh token' },
      ': check that the Refresh Token is of the Client ID that is used, and was not used before',
    ],
    [
      { error: 'invalid_grant' },
      ': check that the Refresh Token is of the Client ID that is used, and was not used before',
    ],
  ])('of a refresh is explained only where the token can be the reason: %j', async (body, hint) => {
    const said = Object.values(body)[0]
    const { stderr } = await answered('/token', Response.json(body, { status: 400 }), '-R', 'refresh-token')
    expect(stderr).toBe(`could not refresh the token: ${provider.host} answered 400: ${said}${hint}\n`)
  })

  test('repeats no secret that was sent, nor one that it brings', async () => {
    const sent = 'r'.repeat(50)
    const body = { message: `bad ${sent} of ${provider.client.secret}` }
    const { stderr } = await answered('/token', Response.json(body, { status: 400 }), '-R', sent)
    expect(stderr).toContain('answered 400: bad [redacted] of [redacted]\n')
    const other = new Response('{"access_token":"brought", "refresh_token" : "too"}', { status: 400 })
    expect((await answered('/token', other)).stdout).toBe('')
    const form = new Response('access_token=brought&scope=a', { status: 500 })
    expect((await answered('/token', form)).stderr).toEndWith('500: access_token=[redacted]&scope=a\n')
    const header = Response.json({ message: `no ${sent}` }, { status: 401 })
    expect((await answered('/validate', header, '-v', sent)).stderr).toEndWith('401: no [redacted]\n')
  })
})

test.each([
  ['with its length', () => new Response('x'.repeat(1024 * 1024 + 1))],
  [
    'without its length',
    () =>
      new Response(
        (async function* () {
          for (let n = 0; n < 40; n++) yield new Uint8Array(64 * 1024)
        })() as never,
      ),
  ],
])('an answer of more than 1 MiB is not read to its end, %s', async (_, answer) => {
  const { code, stdout, stderr } = await answered('/token', answer())
  expect({ code, stdout, stderr }).toEqual({
    code: 1,
    stdout: '',
    stderr: `could not get an App Access Token: ${provider.host} sent an answer of more than 1 MiB\n`,
  })
})

describe('twitch token --validate', () => {
  test('shows controls escaped, scopes in order, and an expiry that cannot be believed as unknown', async () => {
    const body = {
      client_id: 'me\x1b[2J',
      login: 'l\nforged',
      user_id: '1',
      scopes: ['z', 'a\r'],
      expires_in: 'x',
    }
    expect(await answered('/validate', Response.json(body), '-v', 'token')).toEqual({
      code: 0,
      stdout:
        'Client ID: me\\x1b[2J\nToken Type: User Access Token\nUser ID: 1\nUser Login: l\\x0aforged\n' +
        'Expires In: unknown\nScopes:\n- a\\x0d\n- z\n',
      stderr: '',
    })
  })

  test.each([
    [0, '0 (never)'],
    [1e300, 'unknown'],
    [undefined, 'unknown'],
  ])('an expiry of %p', async (expires_in, shown) => {
    const { stdout } = await answered(
      '/validate',
      Response.json({ client_id: 'me', expires_in }),
      '-v',
      'token',
    )
    expect(stdout).toContain(`Expires In: ${shown}\n`)
  })
})

test('works without a home where nothing has to be stored', async () => {
  const { client, url } = provider
  const token = provider.userToken('bits:read')
  for (const args of [
    ['-v', token],
    ['--client-id', client.id, '--secret', client.secret],
    ['-r', token, '--client-id', client.id],
  ]) {
    const nowhere = new Home()
    const { code } = await nowhere.run(['token', '--auth-url', url, ...args], { HOME: '' })
    nowhere[Symbol.dispose]()
    expect({ args, code }).toEqual({ args, code: 0 })
  }
})

test('says --config where a home would be needed', async () => {
  const nowhere = new Home()
  const { code, stderr } = await nowhere.run(['token', '--auth-url', provider.url], { HOME: '' })
  nowhere[Symbol.dispose]()
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr:
      'No Client ID or Secret found in configuration. There is no terminal to ask on: give --client-id ' +
      'and --secret, or --config FILE: no home is set\n',
  })
})

test('a token of the mock server asks for no more rows than it needs', async () => {
  expect((await home.run(['token', `--mock=${provider.origin}`, '-u'])).code).toBe(0)
  expect(provider.received.map(({ url }) => url)).toEqual([
    '/units/clients?first=1',
    '/units/users?first=1',
    '/auth/authorize',
  ])
})

test('a list of scopes without quotes is its first word, as in the official CLI', async () => {
  const { code, stderr } = await home.run([
    'token',
    '--auth-url',
    provider.url,
    '-s',
    'clips:edit',
    'chat:read',
  ])
  expect({ code, stderr: timeless(stderr) }).toEqual({
    code: 0,
    stderr:
      'ignored: "chat:read"; a value with blanks needs quotes (see "twitch token --help")\nignored without ' +
      `--user-token: --scopes\n${GRANTED}`,
  })
})
