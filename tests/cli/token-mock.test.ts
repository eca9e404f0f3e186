import { beforeAll, describe, expect, test } from 'bun:test'
import { readdirSync } from 'node:fs'
import { emptyHome, type RunningMock, startMock, twitch } from '../support/binary.ts'
import { timeless } from '../support/command.ts'

/** What is used here of the rows under /units. */
interface Unit {
  id: string
  login: string
  ID: string
  Secret: string
}

let mock: RunningMock
const home = emptyHome()

beforeAll(async () => {
  mock = await startMock(emptyHome(), '--count', '5', '--db', ':memory:')
}, 60_000)

/** Runs the compiled `twitch token` against the compiled mock server. */
async function token(...args: string[]) {
  const { exitCode, stdout, stderr } = await twitch(home, 'token', `--mock=${mock.url}`, ...args)
  return { exitCode, stdout: timeless(stdout), stderr: timeless(stderr) }
}

async function units(name: string): Promise<Unit[]> {
  const { data } = (await (await fetch(`${mock.url}/units/${name}`)).json()) as { data: Unit[] }
  return data
}

/** Calls Helix with a token. */
async function helix(token: string, path: string): Promise<number> {
  const [client] = await units('clients')
  const headers = { Authorization: `Bearer ${token}`, 'Client-Id': client!.ID }
  return (await fetch(`${mock.url}/mock${path}`, { headers })).status
}

const tokenIn = (stdout: string) => /Access Token: (\w{30})/.exec(stdout)?.[1] ?? expect.unreachable(stdout)

describe('twitch token --mock', () => {
  test('prints a working app token', async () => {
    const { exitCode, stdout, stderr } = await token()
    const access = tokenIn(stdout)
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout: `<time> App Access Token: ${access}\nExpires At: <moment>\nScopes: []\n`,
      stderr: '<time> Successfully generated App Access Token.\n',
    })
    expect(await helix(access, '/streams')).toBe(200)
  })

  test('prints a working user token of the first user, who has everything', async () => {
    const [first] = await units('users')
    const { exitCode, stdout } = await token('-u', '-s', 'channel:read:polls  user:read:email', '--json')
    expect(exitCode).toBe(0)
    const { access_token, scope } = JSON.parse(stdout)
    expect(scope).toEqual(['channel:read:polls', 'user:read:email'])
    expect(await helix(access_token, `/polls?broadcaster_id=${first!.id}`)).toBe(200)
  })

  test('takes another user, and tells whose token it is until that is revoked', async () => {
    const { id, login } = (await units('users'))[3]!
    const [client] = await units('clients')
    const issued = await token('-u', '-s', 'user:read:email', '--user', id)
    const access = tokenIn(issued.stdout)
    expect(issued).toEqual({
      exitCode: 0,
      stdout: `<time> User Access Token: ${access}\nExpires At: <moment>\nScopes: [user:read:email]\n`,
      stderr: '<time> Successfully generated User Access Token.\n',
    })
    expect((await token('-v', access)).stdout).toMatch(
      new RegExp(
        `^Client ID: ${client!.ID}\nToken Type: User Access Token\nUser ID: ${id}\nUser Login: ${login}\n` +
          'Expires In: \\d+ \\(<moment>\\)\nScopes:\n- user:read:email\n$',
      ),
    )
    expect(await token('-r', access)).toEqual({
      exitCode: 0,
      stdout: `<time> Token ${access} has been successfully revoked\n`,
      stderr: '',
    })
    expect(await helix(access, '/users')).toBe(401)
    expect(await token('-v', access)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `could not validate the token: ${new URL(mock.url).host} answered 401: invalid access token\n`,
    })
  })

  test('of a named client', async () => {
    const [extension] = await units('extensions')
    const { stdout } = await token('--client-id', extension!.ID)
    expect((await token('-v', tokenIn(stdout))).stdout).toContain(`Client ID: ${extension!.ID}\n`)
    expect(await token('--client-id', 'nobody')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `the mock server has no client nobody: see ${mock.url}/units/clients\n`,
    })
  })

  test('refreshes a token', async () => {
    const refresh_token = await grantedRefreshToken()
    const { exitCode, stdout, stderr } = await token('--refresh', refresh_token)
    const access = tokenIn(stdout)
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 0,
      stdout:
        `<time> Access Token: ${access}\n<time> Refresh Token: ${refresh_token}\n<time> Expires At: ` +
        '<moment>\n<time> Scopes: [bits:read]\n',
      stderr: '<time> Successfully refreshed Access Token.\n',
    })
    expect(await helix(access, '/users')).toBe(200)
  })

  test.each([
    [
      ['-u', '--user', '0'],
      (host: string) => `could not get a User Access Token: ${host} answered 400: invalid user id`,
    ],
    [
      ['-u', '-s', 'no:such'],
      (host: string) =>
        `could not get a User Access Token: ${host} answered 400: invalid scope requested: 'no:such'`,
    ],
    [
      ['--secret', 'wrong'],
      (host: string) => `could not get an App Access Token: ${host} answered 403: invalid client secret`,
    ],
  ])('%j is refused', async (args, sentence) => {
    expect(await token(...args)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `${sentence(new URL(mock.url).host)}\n`,
    })
  })

  test('that does not run is a clear failure', async () => {
    for (const args of [[], ['-u'], ['-v', 'x'], ['-r', 'x'], ['-u', '--dcf']]) {
      expect(await twitch(home, 'token', '--mock=http://127.0.0.1:9', ...args)).toEqual({
        exitCode: 1,
        stdout: '',
        stderr:
          'no mock server answers at http://127.0.0.1:9: start it with "twitch mock-api start", or give --mock=URL\n',
      })
    }
  })

  test('stores nothing', () => {
    expect(readdirSync(home)).toEqual([])
  })
})

describe('mock-api start --redirect-uri', () => {
  const start = ['mock-api', 'start', '-p', '0', '-c', '1', '--db', ':memory:']

  test('registers more than the default', async () => {
    const uris = ['http://localhost:3030', 'https://contoso.com/back']
    const { url, stop } = await startMock(home, ...start.slice(4), '--redirect-uri', uris.join())
    const { data } = (await (await fetch(`${url}/units/redirect_uris`)).json()) as { data: object[] }
    expect(data[0]).toMatchObject({ RedirectURIs: ['http://localhost:3000', ...uris] })
    expect((await stop()).exitCode).toBe(0)
  })

  test('refuses what no browser should be sent to', async () => {
    const { exitCode, stderr } = await twitch(home, ...start, '--redirect-uri', 'javascript:alert(1)')
    expect(exitCode).toBe(1)
    expect(stderr).toBe(
      '"javascript:alert(1)" has a scheme that a browser must not be sent to: give --redirect-uri a ' +
        'URI such as http://localhost:3030\n',
    )
  })
})

/** The refresh token of a user who consented on the page to what the first client wants. */
async function grantedRefreshToken(): Promise<string> {
  const [[client], [user]] = await Promise.all([units('clients'), units('users')])
  const redirect_uri = 'http://localhost:3000'
  const post = (path: string, fields: Record<string, string>) =>
    fetch(`${mock.url}/oauth2${path}`, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ client_id: client!.ID, redirect_uri, ...fields }),
    })
  const consent = { response_type: 'code', scope: 'bits:read', user_id: user!.id, decision: 'authorize' }
  const { headers } = await post('/authorize', consent)
  const code = new URL(headers.get('location')!).searchParams.get('code')!
  const grant = { grant_type: 'authorization_code', client_secret: client!.Secret, code }
  const { refresh_token } = (await (await post('/token', grant)).json()) as { refresh_token: string }
  return refresh_token
}
