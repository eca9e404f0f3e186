import { expect, test } from 'bun:test'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { emptyHome, startMock, twitch } from '../support/binary.ts'

const people = `
users:
  - { id: 1001, login: alice, broadcaster_type: partner }
  - { id: 1002, login: bob }
`
const relations = `
clients: [{ id: my-bot, secret: my-secret, name: My bot }]
tokens: [{ token: of-alice, client: my-bot, user: alice, scopes: [moderator:read:followers] }]
follows: [{ broadcaster: alice, user: bob, followed_at: 2026-01-01T00:00:00Z }]
`

function homeWith(files: Record<string, string>) {
  const home = emptyHome()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text)
  return { home, path: (name: string) => join(home, name) }
}

// biome-ignore lint/suspicious/noExplicitAny: bodies are compared whole
const json = async (url: string, headers: Record<string, string> = {}): Promise<any> =>
  (await fetch(url, { headers })).json()

test('a world of several files has nothing else in it, and every start begins with it', async () => {
  const { home, path } = homeWith({ 'people.yaml': people, 'relations.yaml': relations })
  const flags = ['--count', '0', '--fixtures', path('relations.yaml'), `--fixtures=${path('people.yaml')}`]
  for (let start = 1; start <= 2; start++) {
    const mock = await startMock(home, ...flags)
    const totals = await Promise.all(
      ['users', 'clients', 'tokens', 'follows', 'streams'].map((unit) => json(`${mock.url}/units/${unit}`)),
    )
    expect(totals.map(({ total }) => total)).toEqual([2, 1, 1, 1, 0])
    expect((await json(`${mock.url}/units/categories`)).total).toBeGreaterThan(0)
    const followers = await json(`${mock.url}/mock/channels/followers?broadcaster_id=1001`, {
      Authorization: 'Bearer of-alice',
      'Client-Id': 'my-bot',
    })
    expect(followers).toEqual({
      total: 1,
      data: [{ user_id: '1002', user_login: 'bob', user_name: 'bob', followed_at: '2026-01-01T00:00:00Z' }],
      pagination: {},
    })
    const { exitCode, stderr } = await mock.stop()
    expect([exitCode, stderr.includes(`Put 5 rows there from ${path('relations.yaml')}, `)]).toEqual([
      0,
      true,
    ])
  }
})

test('a reset goes back to the world of the files', async () => {
  const { home, path } = homeWith({ 'people.yaml': people, 'relations.yaml': relations })
  const mock = await startMock(
    home,
    ...['--count', '0', '--fixtures', path('people.yaml'), '--fixtures', path('relations.yaml')],
  )
  const before = await json(`${mock.url}/units/fixtures`)
  await fetch(`${mock.url}/units/users/1002`, { method: 'DELETE' })
  await fetch(`${mock.url}/units/fixtures`, { method: 'POST', body: 'users: [{ login: carol }]' })
  expect((await json(`${mock.url}/units/users`)).total).toBe(2)
  await fetch(`${mock.url}/units/reset`, { method: 'POST' })
  expect(await json(`${mock.url}/units/fixtures`)).toEqual(before)
  await mock.stop()
})

test('fixtures come beside what is generated; a database is filled once', async () => {
  const { home, path } = homeWith({ 'people.yaml': people })
  const flags = ['--count', '2', '--fixtures', path('people.yaml'), '--db', path('mock.db')]
  const mock = await startMock(home, ...flags)
  expect((await json(`${mock.url}/units/users`)).total).toBe(4)
  await mock.stop()
  expect(await twitch(home, 'mock-api', 'start', '-p', '0', '--no-irc', ...flags)).toEqual({
    exitCode: 1,
    stdout: '',
    stderr:
      `${path('people.yaml')}:3:7: There is a user with the id 1001 already: the database has a world: give ` +
      '--db another file, or leave it out\n',
  })
})

test('export writes what another server makes the same world of, for its owner only', async () => {
  const { home, path } = homeWith({ 'people.yaml': people, 'relations.yaml': relations })
  const mock = await startMock(home, '--count', '3', '--seed', '1', '--fixtures', path('people.yaml'))
  const port = ['-p', String(mock.port)]
  const written = await twitch(home, 'mock-api', 'export', '--fixtures', ...port, '-o', path('world.yaml'))
  expect(written).toEqual({ exitCode: 0, stdout: '', stderr: '' })
  if (process.platform !== 'win32') expect(statSync(path('world.yaml')).mode & 0o777).toBe(0o600)
  const printed = await twitch(home, 'mock-api', 'export', '--fixtures', ...port)
  expect(printed).toEqual({ exitCode: 0, stdout: readFileSync(path('world.yaml'), 'utf8'), stderr: '' })
  const asJson = await twitch(home, 'mock-api', 'export', '--fixtures', '--json', '--mock', mock.url)
  const world = await json(`${mock.url}/units/fixtures`)
  expect(JSON.parse(asJson.stdout)).toEqual(world)
  const other = await startMock(home, '--count', '0', '--fixtures', path('world.yaml'))
  expect(await json(`${other.url}/units/fixtures`)).toEqual(world)
  await Promise.all([mock.stop(), other.stop()])
})

test('export says what is missing', async () => {
  const home = emptyHome()
  const refused = async (...flags: string[]) => (await twitch(home, 'mock-api', 'export', ...flags)).stderr
  expect(await refused()).toBe('it is not said what to export: give --fixtures or --schema\n')
  expect(await refused('--fixtures', '--schema')).toBe(
    'it is not said what to export: give --fixtures or --schema\n',
  )
  expect(await refused('--fixtures', '-p', '1')).toStartWith('no mock server answers at http://localhost:1:')
  expect(await refused('--schema', '-o', join(home, 'file', '..', 'there', 'x.json', 'y'))).toBe('')
})
