import { Database } from 'bun:sqlite'
import { describe, expect, test } from 'bun:test'
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { version } from '../package.json'
import { emptyHome, executable, startMock, twitch } from './support/binary.ts'

const stamped = new RegExp(`^twitch-cli/${version.replaceAll('.', '\\.')}(\\+[0-9a-f]+)?\\n$`)
const directory = (home: string) => join(home, '.config/twitch-cli')
const database = (home: string) => join(directory(home), 'eventCache.db')

/** What a seed decides. */
const seeded = [
  'clients',
  'extensions',
  'streams',
  'subscriptions',
  'teams',
  'users',
  'videos',
  'polls',
  'redemptions',
]

describe('the command line', () => {
  test.each([[['version']], [['--version']]])('%j prints the version and writes nothing', async (args) => {
    const home = emptyHome()
    const { exitCode, stdout, stderr } = await twitch(home, ...args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(stamped)
    expect(readdirSync(home)).toEqual([])
  })

  test.each([
    [['tokn'], 'unknown command "tokn" for "twitch": did you mean "token"?'],
    [['mock-api', 'strt'], 'unknown command "strt" for "twitch mock-api": did you mean "start"?'],
    [
      ['mock-api', 'generate', '--cuont', '3'],
      'unknown flag: --cuont: did you mean "--count"? Or see "twitch mock-api generate --help"',
    ],
    [
      ['mock-api', 'generate', '-c', '1.5'],
      'invalid value "1.5" for -c, --count: give a whole number from 0 to 1000000',
    ],
    [
      ['mock-api', 'start', '-p', 'abc'],
      'invalid value "abc" for -p, --port: give a whole number from 0 to 65535',
    ],
    [
      ['mock-api', 'start', '-p', '99999'],
      'invalid value "99999" for -p, --port: give a whole number from 0 to 65535',
    ],
  ])('%j is refused in one line', async (args, line) => {
    const home = emptyHome()
    expect(await twitch(home, ...args)).toEqual({ exitCode: 1, stdout: '', stderr: `${line}\n` })
    expect(readdirSync(home)).toEqual([])
  })

  test('goes on where the official CLI does, with one line', async () => {
    const home = emptyHome()
    const { exitCode, stdout, stderr } = await twitch(home, 'version', 'extra', 'words')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: 'ignored: "extra", "words"; a value with blanks needs quotes (see "twitch version --help")\n',
    })
    expect(stdout).toStartWith('twitch-cli/')
    const none = await twitch(home, 'mock-api', 'generate', '-c', '-5', '--db', ':memory:')
    expect(none.exitCode).toBe(0)
    expect(none.stderr).toStartWith('--count -5 is taken as 0\n')
  })

  test.each([[['version']], [['--help']], [['mock-api', 'generate', '--db', ':memory:', '--json']]])(
    '%j says that standard output is full',
    async (args) => {
      const full = Bun.file('/dev/full')
      const env = { HOME: emptyHome(), PATH: process.env.PATH }
      const child = Bun.spawn([await executable(), ...args], {
        env,
        stdin: 'ignore',
        stdout: full,
        stderr: 'pipe',
      })
      expect([await child.exited, (await child.stderr.text()).trimEnd().split('\n').at(-1)]).toEqual([
        1,
        'cannot write to standard output (ENOSPC)',
      ])
    },
  )

  test('lists its commands, and each command its flags', async () => {
    const home = emptyHome()
    for (const args of [[], ['help'], ['--help']]) {
      const { exitCode, stdout } = await twitch(home, ...args)
      expect(exitCode).toBe(0)
      for (const command of ['configure', 'token', 'mock-api', 'version']) expect(stdout).toContain(command)
    }
    const help = await twitch(home, 'mock-api', 'start', '--help')
    expect(await twitch(home, 'help', 'mock-api', 'start')).toEqual(help)
    expect(help.stdout).toContain('-p, --port=<PORT>')
  })
})

describe('mock-api generate', () => {
  test('tells in the documented lines what it does', async () => {
    const home = emptyHome()
    const { exitCode, stdout, stderr } = await twitch(home, 'mock-api', 'generate', '-c', '6')
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' })
    const time = '\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d'
    const lines = [
      `${time} Creating categories\\.\\.\\.`,
      `${time} Creating users\\.\\.\\.`,
      `${time} Creating team\\.\\.\\.`,
      `${time} Creating channel points rewards and redemptions, follows, blocks, mods, bans, editors, ` +
        'and team members\\.\\.\\.',
      `${time} Creating streams\\.\\.\\.`,
      `${time} Creating tags\\.\\.\\.`,
      `${time} Creating stream tags, videos, clips, and stream markers\\.\\.\\.`,
      `${time} User ID \\d+ has all applicable units \\(streams, subs, and the like\\) and is a partner ` +
        'for use with the API',
      `${time} Created Client\\. Details:`,
      'Client-ID: [a-z0-9]{30}',
      'Secret: [a-z0-9]{30}',
      'Name: Mock API Client',
      `${time} Created authorization with token [a-z0-9]{30}`,
      `${time} Finished generation\\.`,
    ]
    expect(stderr).toMatch(new RegExp(`^${lines.join('\n')}\n$`))
    expect(statSync(directory(home)).mode & 0o777).toBe(0o700)
  })

  test('appends on the second run, and --json gives a script what it needs', async () => {
    const home = emptyHome()
    const first = JSON.parse((await twitch(home, 'mock-api', 'generate', '--json')).stdout)
    const second = JSON.parse((await twitch(home, 'mock-api', 'generate', '--json')).stdout)
    expect(Object.keys(first)).toEqual(['client_id', 'client_secret', 'user_id', 'access_token'])
    expect(second.client_id).not.toBe(first.client_id)
    const db = new Database(database(home), { readonly: true })
    expect(db.query('SELECT count(*) AS users, count(DISTINCT login) AS logins FROM users').get()).toEqual({
      users: 20,
      logins: 20,
    })
    db.close()
  })

  test('moves a database that is not its own aside, unchanged', async () => {
    const home = emptyHome()
    await twitch(home, 'mock-api', 'generate', '-c', '0')
    const theirs = new Database(join(home, 'theirs.db'))
    theirs.run('CREATE TABLE events (id TEXT)')
    theirs.close()
    const bytes = readFileSync(join(home, 'theirs.db'))
    writeFileSync(database(home), bytes)
    for (const suffix of ['-wal', '-shm'])
      if (existsSync(database(home) + suffix)) chmodSync(database(home) + suffix, 0o600)
    const { exitCode, stderr } = await twitch(home, 'mock-api', 'generate', '-c', '1')
    expect(exitCode).toBe(0)
    const aside = `${database(home)}.not-from-this-twitch`
    expect(stderr).toContain(`${database(home)} was not made by this program: it is now ${aside}\n`)
    expect(readFileSync(aside)).toEqual(bytes)
  })

  test('names a damaged database and what to do', async () => {
    const home = emptyHome()
    await twitch(home, 'mock-api', 'generate')
    const bytes = readFileSync(database(home))
    bytes.fill(0x5a, 4096 * 2)
    writeFileSync(database(home), bytes)
    const { exitCode, stderr } = await twitch(home, 'mock-api', 'generate')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `the database ${database(home)} is damaged: delete it, or choose another with --db\n`,
    })
  })
})

describe('mock-api start', () => {
  test('generates, serves the documented examples, logs each request, and ends on Ctrl+C', async () => {
    const home = emptyHome()
    const mock = await startMock(home)
    // biome-ignore lint/suspicious/noExplicitAny: bodies are compared whole
    const json = async (path: string, init?: RequestInit): Promise<any> =>
      (await fetch(mock.url + path, init)).json()

    const clients = await json('/units/clients')
    expect(clients).toEqual({
      cursor: '',
      total: 1,
      data: [
        {
          ID: expect.stringMatching(/^[a-z0-9]{30}$/),
          Secret: expect.stringMatching(/^[a-z0-9]{30}$/),
          Name: 'Mock API Client',
          IsExtension: false,
        },
      ],
    })
    const [{ ID, Secret }] = clients.data
    const { data: users, total } = await json('/units/users')
    expect(total).toBe(10)

    const credentials = `client_id=${ID}&client_secret=${Secret}`
    const scope = 'user:read:email%20user:edit'
    const authorize = `/auth/authorize?${credentials}&grant_type=user_token&user_id=${users[0].id}&scope=${scope}`
    const granted = await json(authorize, { method: 'POST' })
    expect(granted).toEqual({
      access_token: expect.stringMatching(/^[a-z0-9]{30}$/),
      refresh_token: '',
      expires_in: 86399,
      scope: ['user:read:email', 'user:edit'],
      token_type: 'bearer',
    })
    const headers = { 'Client-Id': ID, Authorization: `Bearer ${granted.access_token}` }
    const description = 'my%20really%20cool%20channel%202'
    const updated = await json(`/mock/users?description=${description}`, { method: 'PUT', headers })
    expect(updated.data[0].description).toBe('my really cool channel 2')
    const read = await json(`/mock/users?id=${users[0].id}`, { headers })
    expect(read).toEqual(updated)

    for (let again = 0; again < 20; again++) await json('/units/tags')
    const app = await json(`/auth/token?${credentials}&grant_type=client_credentials`, { method: 'POST' })
    expect(app).toEqual({ ...granted, access_token: expect.any(String), scope: [] })

    const { exitCode, stdout, stderr } = await mock.stop()
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '' })
    const requests = [...stderr.matchAll(/^\S+ \S+ ((?:GET|POST|PUT) .*)$/gm)].map(([, line]) => line)
    expect(requests).toEqual([
      'GET /units/clients',
      'GET /units/users',
      'POST /auth/authorize',
      'PUT /mock/users',
      'GET /mock/users',
      ...Array(20).fill('GET /units/tags'),
      'POST /auth/token',
    ])
    for (const secret of [granted.access_token, app.access_token]) expect(stderr).not.toContain(secret)
  })

  test('answers on localhost, 127.0.0.1 and [::1], and says when its port is taken', async () => {
    const home = emptyHome()
    const mock = await startMock(home, '--db', ':memory:')
    const { port } = new URL(mock.url)
    for (const host of ['localhost', '127.0.0.1', '[::1]']) {
      expect((await fetch(`http://${host}:${port}/units/users`)).status).toBe(200)
    }
    const second = await twitch(home, 'mock-api', 'start', '-p', port, '--db', ':memory:', '-c', '0')
    expect(second.exitCode).toBe(1)
    expect(second.stderr).toMatch(new RegExp(`port ${port} is already in use: try -p \\d+\n$`))
    expect(existsSync(directory(home))).toBe(false)
    expect((await mock.stop()).exitCode).toBe(0)
  })

  test('the same seed and time make the same answers', async () => {
    const args = ['--db', ':memory:', '--seed', '7', '--now', '2026-01-31T12:00:00Z', '-c', '12']
    const mocks = await Promise.all([startMock(emptyHome(), ...args), startMock(emptyHome(), ...args)])
    const everything = ({ url }: { url: string }) =>
      Promise.all(seeded.map(async (unit) => (await fetch(`${url}/units/${unit}`)).text()))
    const [one, other] = await Promise.all(mocks.map(everything))
    expect(one).toEqual(other)
    await Promise.all(mocks.map((mock) => mock.stop()))
  })
})
