import { beforeAll, describe, expect, test } from 'bun:test'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyHome, type RunningMock, startMock, twitch } from '../support/binary.ts'
import { Home } from '../support/command.ts'

let mock: RunningMock
const missing = '401 Missing scope: channel:read:polls or channel:manage:polls'
const home = emptyHome()

beforeAll(async () => {
  mock = await startMock(emptyHome(), '--count', '5', '--db', ':memory:')
}, 60_000)

/** Runs the compiled `twitch api` against the compiled mock server. */
const api = (...args: string[]) => twitch(home, 'api', ...args, `--mock=${mock.url}`)

async function units<Row>(name: string): Promise<Row[]> {
  const { data } = (await (await fetch(`${mock.url}/units/${name}`)).json()) as { data: Row[] }
  return data
}

const users = () => units<{ id: string; login: string; display_name: string }>('users')

describe('twitch api', () => {
  test('prints an answer as it is, on several lines or one', async () => {
    const [first] = await users()
    const { exitCode, stdout, stderr } = await api('get', 'users')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const { data } = JSON.parse(stdout)
    expect(data).toMatchObject([{ id: first!.id, login: first!.login }])
    expect(stdout).toBe(`${JSON.stringify({ data }, null, 2)}\n`)
    expect((await api('get', '/users', '-u')).stdout).toBe(`${JSON.stringify({ data })}\n`)
  })

  test('takes the words of an endpoint apart, its query in it, and parameters in any number', async () => {
    const [first, second, third] = await users()
    const followers = await api('get', 'channels', 'followers', '-q', `broadcaster_id=${first!.id}`)
    expect(JSON.parse(followers.stdout).total).toBeGreaterThan(0)
    const two = await api('get', `users?id=${second!.id}`, '-q', `id=${third!.id}`, '--jq', '.data[].id')
    expect(two.stdout).toBe(`${second!.id}\n${third!.id}\n`)
  })

  test('a parameter may hold the sign that ends its name', async () => {
    const { stderr } = await api('get', 'users', '-q', 'after=a=b==', '-v')
    expect(stderr).toContain('> GET /mock/users?after=a%3Db%3D%3D\n')
    const nameless = await api('get', 'users', '-q', '=a', '-v')
    expect(nameless.stderr).toContain('> GET /mock/users?=a\n')
  })

  test('204 is a success without an output', async () => {
    const [first] = await users()
    const args = ['put', 'chat', 'color', '-q', `user_id=${first!.id}`, '-q', 'color=blue']
    expect(await api(...args)).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  })

  test('the body is a text, a file or standard input', async () => {
    const [first] = await users()
    const patch = ['patch', 'channels', '-q', `broadcaster_id=${first!.id}`]
    const title = async () =>
      (await api('get', 'channels', '-q', `broadcaster_id=${first!.id}`, '--jq', '.data[0].title')).stdout
    expect((await api(...patch, '-b', '{"title":"by text"}')).exitCode).toBe(0)
    expect(await title()).toBe('by text\n')
    const file = join(home, 'body.json')
    writeFileSync(file, '{"title":"by file"}')
    expect((await api(...patch, '-b', `@${file}`)).exitCode).toBe(0)
    expect(await title()).toBe('by file\n')
    using shell = new Home()
    const input = new Blob(['{"title":"by input"}'])
    const { code } = await shell.run(['api', ...patch, '--input', '-', `--mock=${mock.url}`], {}, input)
    expect(code).toBe(0)
    expect(await title()).toBe('by input\n')
  })

  test('what is no success is printed, and is an error of one line', async () => {
    const { exitCode, stdout, stderr } = await api('get', 'channels', '-u', '--jq', '.data')
    expect({ exitCode, stdout: JSON.parse(stdout), stderr }).toEqual({
      exitCode: 1,
      stdout: {
        error: 'Bad Request',
        status: 400,
        message: 'Missing required parameter "broadcaster_id"',
      },
      stderr: '400 Missing required parameter "broadcaster_id"\n',
    })
  })

  test('an endpoint that is not there has one near it', async () => {
    const { exitCode, stderr } = await api('get', 'user')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr:
        '404 No such endpoint: GET /mock/user. The nearest is GET /mock/users: did you mean "/users"?\n',
    })
  })

  test('an endpoint as it is at Twitch has one near it, too', async () => {
    expect((await api('get', '/helix/user')).stderr).toBe(
      '404 No such endpoint: GET /mock/helix/user. The nearest is GET /mock/users: did you mean "/users"?\n',
    )
  })

  test('prints what is no JSON as it is', async () => {
    const [first] = await users()
    const path = `/schedule/icalendar?broadcaster_id=${first!.id}`
    const { exitCode, stdout, stderr } = await api('get', path)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toEndWith('\r\nEND:VCALENDAR\r\n')
    expect(stdout).toBe(await (await fetch(`${mock.url}/mock${path}`)).text())
  })

  test('a missing scope is answered by the command that gets it', async () => {
    const [client] = await units<{ ID: string }>('clients')
    const [first] = await users()
    const issued = await twitch(home, 'token', `--mock=${mock.url}`, '-u', '-s', 'bits:read', '--json')
    const { access_token } = JSON.parse(issued.stdout)
    const { exitCode, stderr } = await api(
      ...['get', 'polls', '-q', `broadcaster_id=${first!.id}`],
      ...['-H', `Authorization: Bearer ${access_token}`, '-H', `Client-Id: ${client!.ID}`],
    )
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `${missing}: twitch token --mock=${mock.url} -u -s "channel:read:polls" gets a token with it\n`,
    })
  })

  test('an app token is fetched where one is needed', async () => {
    const refused = await api('get', 'eventsub', 'conduits')
    expect(refused.stderr).toBe('401 Must provide valid app token: give --app\n')
    const { exitCode, stdout } = await api('get', 'eventsub', 'conduits', '--app', '-u')
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '{"data":[]}\n' })
  })

  test('shows what is sent and answered, without secrets', async () => {
    const { stdout, stderr } = await api('get', 'users', '-v', '-i', '--silent')
    expect(stdout).toStartWith('HTTP 200 OK\naccess-control-allow-origin: *\n')
    expect(stderr).toStartWith('> GET /mock/users\n> authorization: [redacted]\n> client-id: ')
    expect(stderr).toContain('\n< HTTP 200 OK\n')
    expect(stdout + stderr).not.toMatch(/Bearer/)
  })

  test('joins pages, prints them as they come, or as one array', async () => {
    const [first] = await users()
    const every = async (...args: string[]) => {
      const query = ['-q', `broadcaster_id=${first!.id}`, '-q', 'first=1']
      return (await api('get', 'channels/followers', ...query, ...args)).stdout
    }
    const whole = JSON.parse(await every('-P'))
    expect(whole.data.length).toBe(whole.total)
    expect(whole.total).toBeGreaterThan(1)
    expect(new Set(whole.data.map(({ user_id }: { user_id: string }) => user_id)).size).toBe(whole.total)
    expect(JSON.parse(await every('-P=2')).data.length).toBe(2)
    expect(await every('--paginate', '--jq', '.data|length')).toBe('1\n'.repeat(whole.total))
    expect(JSON.parse(await every('--paginate', '--slurp')).length).toBe(whole.total)
  })

  test.each([
    [['get', 'users', '--jq', '.data['], /^--jq: syntax error, unexpected end of file/],
    [['get', '-P', '10', 'users'], /^-P takes its value with =: write -P=10\n$/],
    [['get', 'users', '-b', '{}'], /^a GET request has no body: leave -b out\n$/],
    [['get', 'users', '--slurp'], /^--slurp is about pages: give --paginate, too\n$/],
    [['get', 'users', '-H', 'nothing'], /^invalid value for -H, --header: give NAME:VALUE/],
    [['post', 'polls', '-b', '@/nowhere'], /^cannot read the body from \/nowhere: ENOENT\n$/],
    [['get'], /^no ENDPOINT is given: see "twitch api get --help"\n$/],
  ])('refuses %j in one line', async (args, stderr) => {
    const outcome = await api(...args)
    expect(outcome).toMatchObject({ exitCode: 1, stdout: '' })
    expect(outcome.stderr).toMatch(stderr)
    expect(outcome.stderr.split('\n').length).toBe(2)
  })
})
