import { Database } from 'bun:sqlite'
import { describe, expect, test } from 'bun:test'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TableReport } from '../../src/mock/fixtures/official/report.ts'
import { emptyHome, startMock, twitch } from '../support/binary.ts'
import { OfficialDatabase } from '../support/official-database.ts'

const inHome = (home: string) => join(home, '.config/twitch-cli/eventCache.db')
const elsewhere = (home: string) => join(home, 'old.db')
const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

/** A home in which the official CLI has generated. */
function homeOf(fill: (official: OfficialDatabase) => void, file = inHome) {
  const home = emptyHome()
  const path = file(home)
  mkdirSync(dirname(path), { recursive: true })
  const official = new OfficialDatabase(path)
  fill(official)
  official.close()
  return { home, path }
}

// biome-ignore lint/suspicious/noExplicitAny: whatever the server says
const json = async (url: string, headers: Record<string, string> = {}): Promise<any> =>
  (await fetch(url, { headers })).json()

const user = (id: string, more: Record<string, string | number | null> = {}) => ({
  id,
  user_login: `login${id}`,
  display_name: `Login${id}`,
  email: '',
  broadcaster_type: 'partner',
  created_at: '2026-01-01T12:00:00Z',
  ...more,
})

const video = {
  title: 'Sample stream!',
  video_description: '',
  created_at: '2026-01-01T11:00:00Z',
  viewable: 'public',
  duration: '1h0m0s',
}

const tablesOf = ({ stdout }: { stdout: string }) => {
  const { tables } = JSON.parse(stdout) as { tables: TableReport[] }
  return Object.fromEntries(tables.map(({ table, ...told }) => [table, told]))
}

test('the official file of a home becomes a world with the same IDs and tokens, and is kept', async () => {
  const { home, path } = homeOf((official) => {
    official.generate(4)
    official.db.run("UPDATE users SET content_labels = 'Gambling,DrugsIntoxication' WHERE id = '1001'")
    official.insert('videos', { ...video, id: 'unmuted', broadcaster_id: '1000' })
  })
  const before = hash(path)
  const { exitCode, stdout, stderr } = await twitch(home, 'mock-api', 'import')
  expect(exitCode).toBe(0)
  expect(stdout).toContain('users                       4 of 4\n')
  expect(stdout).toContain(
    'stream_schedule             208 of 208\n  208 changed: it was one week of a series',
  )
  expect(stdout).not.toContain('left out')
  expect(stderr).toEndWith(`${path} is now ${path}.not-from-this-twitch\n`)
  expect(hash(`${path}.not-from-this-twitch`)).toBe(before)

  const mock = await startMock(home, '--now', '2026-01-01T12:01:00Z')
  const as = (token: string) => ({ Authorization: `Bearer ${token}`, 'Client-Id': 'client-of-the-cli' })
  const helix = (query: string) => json(`${mock.url}/mock${query}`, as('usertoken123456'))
  expect((await helix('/users?id=1000')).data).toMatchObject([
    { id: '1000', login: 'login1000', display_name: 'Login1000', broadcaster_type: 'partner' },
  ])
  const said = {
    game_id: '70001',
    game_name: 'Just Chatting',
    title: 'Sample stream!',
    broadcaster_language: 'en',
  }
  expect((await helix('/channels?broadcaster_id=1000&broadcaster_id=1001')).data).toMatchObject([
    { ...said, content_classification_labels: [] },
    { ...said, content_classification_labels: ['Gambling', 'DrugsIntoxication'] },
  ])
  expect((await helix('/polls?broadcaster_id=1000')).data).toMatchObject([
    { title: 'Test title', status: 'ACTIVE', choices: [{ votes: 1 }, { votes: 2 }] },
  ])
  expect((await helix('/games?name=Just%20Chatting')).data).toMatchObject([{ id: '70001' }])
  const { data: videos } = await helix('/videos?user_id=1000')
  expect(videos.map(({ muted_segments }: Record<string, unknown>) => muted_segments)).toEqual([
    [{ duration: 20, offset: 60 }],
    null,
  ])
  expect((await helix('/schedule?broadcaster_id=1000&first=1')).data.segments).toMatchObject([
    { start_time: '2026-01-08T12:00:00Z', end_time: '2026-01-08T13:00:00Z' },
  ])
  const totals = ['follows', 'moderators', 'bans', 'rewards', 'redemptions', 'subscriptions', 'predictions']
  const listed = await Promise.all(totals.map((unit) => json(`${mock.url}/units/${unit}`)))
  expect(listed.map(({ total }) => total)).toEqual([6, 6, 3, 3, 12, 4, 4])
  const [stream] = (await json(`${mock.url}/mock/streams?user_id=1000`, as('apptoken1234567'))).data
  expect(stream).toMatchObject({ user_id: '1000', viewer_count: 671 })
  const query = 'client_id=client-of-the-cli&client_secret=secret-of-the-cli&grant_type=client_credentials'
  expect((await fetch(`${mock.url}/auth/token?${query}`, { method: 'POST' })).status).toBe(200)
  expect((await mock.stop()).exitCode).toBe(0)
}, 30_000)

test('of a link, the file that it leads to is taken, and the world is in its place', async () => {
  const { home, path } = homeOf((official) => official.generate(1), elsewhere)
  mkdirSync(dirname(inHome(home)), { recursive: true })
  symlinkSync(path, inHome(home))
  expect((await twitch(home, 'mock-api', 'import', '--json')).exitCode).toBe(0)
  expect((await twitch(home, 'mock-api', 'import', '--replace', '--json')).exitCode).toBe(0)
  expect([path, `${path}.not-from-this-twitch`, `${path}.replaced`].map((file) => existsSync(file))).toEqual([
    true,
    true,
    true,
  ])
  expect(readlinkSync(inHome(home))).toBe(path)
})

test('with --db alone, the file of the home is taken and stays where it is', async () => {
  const { home, path } = homeOf((official) => official.generate(1))
  const before = hash(path)
  const outcome = await twitch(home, 'mock-api', 'import', '--db', elsewhere(home), '--json')
  expect(JSON.parse(outcome.stdout)).toMatchObject({ file: path, database: elsewhere(home) })
  expect(hash(path)).toBe(before)
})

test('a second import is refused, unless the world may be replaced', async () => {
  const { home, path } = homeOf((official) => official.generate(1))
  await twitch(home, 'mock-api', 'import')
  const again = await twitch(home, 'mock-api', 'import')
  expect(again).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `${path} has a world already: give --db another file, or --replace to move that one aside\n`,
  })
  const replaced = await twitch(home, 'mock-api', 'import', '--replace', '--json')
  expect(tablesOf(replaced).users).toEqual({ rows: 1, imported: 1, notes: [] })
  expect(existsSync(`${path}.replaced`)).toBe(true)
  expect(existsSync(`${path}.not-from-this-twitch`)).toBe(true)
})

test('a server that runs on the database is left alone, and start offers the import', async () => {
  const { home, path } = homeOf((official) => official.generate(1))
  const mock = await startMock(home)
  expect(mock.log()).toContain(
    `it is now ${path}.not-from-this-twitch; "twitch mock-api import --replace" brings its users here\n`,
  )
  const { exitCode, stderr } = await twitch(home, 'mock-api', 'import', '--replace')
  expect(exitCode).toBe(1)
  expect(stderr).toContain(mock.url)
  await mock.stop()
  expect((await twitch(home, 'mock-api', 'import', '--replace')).exitCode).toBe(0)
})

const importOf = ({ home, path }: { home: string; path: string }) =>
  twitch(home, 'mock-api', 'import', path, '--db', ':memory:', '--json')

test('what cannot be is changed or left out, with a line', async () => {
  const home = homeOf((official) => {
    official.insert('users', user('1', { category_id: 'nothing', title: 'x'.repeat(200), delay: 10 ** 15 }))
    official.insert('users', user('2', { user_login: 'login1', created_at: 'yesterday' }))
    official.insert('users', user('3', { user_login: 'Ünïcode', user_description: '日本\0' }))
    official.insert('users', user('a'))
    official.insert('follows', { broadcaster_id: '1', user_id: '2', created_at: '' })
    official.insert('follows', { broadcaster_id: '1', user_id: '404', created_at: '' })
    official.insert('follows', { broadcaster_id: '1', user_id: '1', created_at: '' })
    official.insert('clients', { id: 'c', secret: 's', name: '' })
    const token = { client_id: 'c', user_id: '1', token: 't', expires_at: '2020-01-01T00:00:00Z' }
    official.insert('authorizations', { ...token, scopes: 'user:read:email no:such:scope' })
    official.insert('channel_points_rewards', {
      id: 'r',
      broadcaster_id: '1',
      title: 'Dance',
      cost: 1,
      stream_max_count: 0,
      stream_user_max_count: 0,
      global_cooldown_seconds: 0,
    })
    official.insert('authorizations', { ...token, token: 't2', scopes: 'user:read:email' })
    official.insert('chat_settings', { broadcaster_id: '1', shieldmode_moderator_id: '404' })
    official.insert('poll_choices', { id: 'x', title: 'x', poll_id: 'none' })
    official.insert('events', { id: 'e', event: 'cheer' })
    official.db.run('CREATE TABLE later (id text)')
    official.db.run("INSERT INTO later VALUES ('x')")
    official.db.run('CREATE TABLE empty (id text)')
    official.db.run('PRAGMA user_version = 8')
  }, elsewhere)
  const outcome = await importOf(home)
  expect(outcome).toMatchObject({
    exitCode: 0,
    stderr: `${home.path} is of a newer official CLI: its unknown tables and columns are skipped\n`,
  })
  const tables = tablesOf(outcome)
  const told = (table: string) => tables[table]!.notes.map(({ left, reason, rows }) => [left, rows, reason])
  expect(tables.users).toMatchObject({ rows: 4, imported: 3 })
  expect(told('users')).toEqual([
    [false, 1, 'its game_id is not among the categories'],
    [false, 1, 'its title: the value must be at most 140 characters long; the usual is in its place'],
    [false, 1, 'its delay: the value must be less than or equal to 900; the usual is in its place'],
    [false, 1, 'its login is taken: it has a number behind it'],
    [false, 1, 'its created_at: value must be in RFC3339 format; the usual is in its place'],
    [false, 1, 'its login cannot be: it has what can be of it'],
    [true, 1, 'its id: value must match ^[0-9]+$'],
  ])
  expect(told('follows')).toEqual([
    [true, 1, 'its user_id is not among the users'],
    [true, 1, 'Nobody can follow their own channel'],
  ])
  expect(told('channel_points_rewards')).toEqual([])
  expect(told('authorizations')).toEqual([[false, 1, 'it has a scope that does not exist']])
  expect(told('chat_settings')).toEqual([[false, 1, 'Shield Mode: its moderator_id is not among the users']])
  expect(told('poll_choices')).toEqual([[true, 1, 'its poll_id is not among the polls']])
  expect(told('events')).toEqual([[true, 1, 'triggered events are not stored: trigger them again']])
  expect(told('later')).toEqual([[true, 1, 'the table is not known']])
  expect(Object.keys(tables)).not.toContain('empty')
})

test('a login is cut to 25 characters', async () => {
  const { home, path } = homeOf((official) => {
    for (const id of ['1', '2']) official.insert('users', user(id, { user_login: 'x'.repeat(30) }))
  })
  await twitch(home, 'mock-api', 'import')
  expect(new Database(path).query('SELECT login FROM users ORDER BY id').values()).toEqual([
    ['x'.repeat(25)],
    [`${'x'.repeat(20)}_2`],
  ])
})

test('a transaction that was broken off is not there, and the file stays as it is', async () => {
  const home = homeOf((official) => official.generate(3), elsewhere)
  const code = `
    import { Database } from 'bun:sqlite'
    const db = new Database(process.argv[1])
    db.run('PRAGMA cache_size = 1')
    db.run('BEGIN IMMEDIATE')
    db.run("UPDATE channel_points_redemptions SET id = 'torn' || id, user_input = 'torn'")
    process.kill(process.pid, 9)`
  await Bun.spawn([process.execPath, '-e', code, home.path], { stderr: 'ignore' }).exited
  const before = hash(home.path)
  expect(existsSync(`${home.path}-journal`)).toBe(true)
  const world = join(home.home, 'world.db')
  expect((await twitch(home.home, 'mock-api', 'import', home.path, '--db', world)).exitCode).toBe(0)
  const inputs = new Database(world).query('SELECT DISTINCT user_input FROM redemptions').all()
  expect(inputs).toEqual([{ user_input: '' }])
  expect(hash(home.path)).toBe(before)
})

describe('refuses', () => {
  const refusals: [string, (path: string) => void, string][] = [
    [
      'text',
      (path) => writeFileSync(path, 'this is no database'.repeat(100)),
      'is damaged, or no database of SQLite',
    ],
    ['nothing', (path) => writeFileSync(path, ''), 'is not a database of the official CLI'],
    [
      'another program',
      (path) => new Database(path).run('CREATE TABLE a (b)'),
      'is not a database of the official CLI',
    ],
  ]
  test.each(refusals)('%s', async (_, write, reason) => {
    const home = emptyHome()
    const path = elsewhere(home)
    write(path)
    const before = hash(path)
    expect(await importOf({ home, path })).toEqual({ exitCode: 1, stdout: '', stderr: `${path} ${reason}\n` })
    expect(hash(path)).toBe(before)
  })

  test('a damaged file, before anything is moved', async () => {
    const { home, path } = homeOf((official) => official.generate(3))
    const bytes = readFileSync(path)
    bytes.fill(0xff, 8192, 40_960)
    writeFileSync(path, bytes)
    const { exitCode, stderr } = await twitch(home, 'mock-api', 'import')
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `${path} is damaged, or no database of SQLite\n`,
    })
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test('a file that another program is writing', async () => {
    const home = homeOf((official) => official.generate(1), elsewhere)
    const writer = new Database(home.path)
    writer.run('BEGIN EXCLUSIVE')
    const { exitCode, stderr } = await importOf(home)
    writer.close()
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `${home.path} is being written by another program: end it first\n`,
    })
  })

  test('a home without one', async () => {
    const home = emptyHome()
    expect(await twitch(home, 'mock-api', 'import')).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `there is no database of the official CLI at ${inHome(home)}: give its file\n`,
    })
  })
})
