import assert from 'node:assert/strict'
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { start, TwitchMock } from './twitch-mock.mjs'

/** Run by modules.test.ts with `node --test`; TWITCH is the executable. */
const executable = process.env.TWITCH
const twitch = await start({ executable, seed: 1 })
after(() => twitch.stop())
beforeEach(() => twitch.reset())

const helix = async ({ token, clientId }, path) => {
  const headers = { 'Client-Id': clientId, Authorization: `Bearer ${token}` }
  return (await fetch(`${twitch.url}/mock/${path}`, { headers })).json()
}

test('a token of the first user, or of one by login', async () => {
  const granted = await twitch.userToken(['channel:read:polls', 'user:read:email'])
  const { data } = await helix(granted, 'users')
  assert.deepEqual([data[0].id, data[0].email], [granted.user.id, granted.user.email])
  await twitch.call('POST', '/units/users', { login: 'alice' })
  assert.equal((await helix(await twitch.userToken([], 'alice'), 'users')).data[0].login, 'alice')
})

test('reset, the clock, and what was called', async () => {
  const granted = await twitch.userToken(['channel:read:polls'])
  await helix(granted, 'users')
  const [request, ...others] = await twitch.requests.wait({ operation: 'Get Users' })
  assert.deepEqual([request.user_id, others], [granted.user.id, []])
  const before = await twitch.call('GET', '/units/clock')
  const after = await twitch.clock.advance('5m', { settle: true })
  assert.ok(Date.parse(after.now) - Date.parse(before.now) >= 299_000)
  assert.equal(await twitch.reset(), undefined)
  assert.deepEqual((await twitch.call('GET', '/units/requests')).data, [])
})

test('attaches to a server that runs, and leaves it running', async () => {
  const attached = new TwitchMock(twitch.url)
  assert.equal((await attached.userToken()).user.login, (await twitch.userToken()).user.login)
  await attached.stop()
  assert.equal((await twitch.call('GET', '/health')).status, 'ok')
})

test('a world of its own, from a path with blanks', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'a folder '))
  const fixtures = ['one.yaml', 'the other.yaml'].map((name) => join(folder, name))
  writeFileSync(fixtures[0], 'users: [{ login: alice }]')
  writeFileSync(fixtures[1], 'users: [{ login: bob }]')
  symlinkSync(executable, join(folder, 'my twitch'))
  const lines = []
  const log = (line) => lines.push(line)
  const own = await start({ executable: join(folder, 'my twitch'), log, count: 0, fixtures, rateLimit: true })
  assert.equal((await own.userToken([], 'bob')).user.login, 'bob')
  await own.stop()
  assert.match(lines.join('\n'), /Mock server started/)
  await assert.rejects(own.reset())
})

test('errors are in the words of the server', async () => {
  const { port } = new URL(twitch.url)
  const empty = await start({ executable, count: 0 })
  const cases = [
    [() => twitch.userToken(['nonsense']), "invalid scope requested: 'nonsense'"],
    [() => twitch.userToken([], 'nobody'), 'There is no user "nobody".'],
    [() => empty.userToken(), 'The world has no users.'],
    [() => twitch.clock.advance('soon'), '"soon" is no duration: give one such as 5m or 1h30m.'],
    [
      () => twitch.requests.wait({ operation: 'Get Streams' }, { count: 2, timeoutMs: 1 }),
      '0 of 2 requests came within 1 ms. GET /units/requests lists what came.',
    ],
    [() => start({ executable, port }), `twitch mock-api start: port ${port} is already in use: try -p `],
    [() => start({ executable, seed: 'x' }), 'twitch mock-api start: invalid value "x" for --seed: '],
    [
      () => start({ executable: '/nowhere/twitch' }),
      'spawn /nowhere/twitch ENOENT: give "executable" the path of twitch (twitch.exe on Windows)',
    ],
  ]
  for (const [work, message] of cases) {
    const error = await work().catch((error) => error)
    assert.equal(error.message.slice(0, message.length), message)
  }
  await empty.stop()
})

test('ten at once', async () => {
  const ten = await Promise.all(Array.from({ length: 10 }, () => start({ executable, count: 1 })))
  assert.equal(new Set(ten.map(({ url }) => url)).size, 10)
  await Promise.all(ten.map((one) => one.stop()))
})
