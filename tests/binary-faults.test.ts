import { Database } from 'bun:sqlite'
import { describe, expect, test } from 'bun:test'
import {
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { signIn, subscribeWebhook } from '../scripts/faults/callers.ts'
import { Receiver } from '../scripts/faults/receiver.ts'
import { emptyHome, executable, startMock, twitch } from './support/binary.ts'

const KILLS = 8

test('kill -9 at any moment of generate leaves what was there before, or all of it', async () => {
  const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31))
  console.log(`SEED=${seed}`)
  const path = join(emptyHome(), 'mock.db')
  const generate = async () => [
    await executable(),
    'mock-api',
    'generate',
    '--db',
    path,
    '-c',
    '300',
    '--seed',
    '1',
  ]

  const began = performance.now()
  await Bun.spawn(await generate(), { stderr: 'ignore' }).exited
  const whole = performance.now() - began
  let users = 300

  for (let kill = 0; kill < KILLS; kill++) {
    const child = Bun.spawn(await generate(), { stderr: 'ignore' })
    const moment = whole * 1.1 * ((Bun.hash.xxHash32(`${seed}:${kill}`) % 1000) / 1000)
    const timer = setTimeout(() => child.kill(9), moment)
    await child.exited
    clearTimeout(timer)
    const db = new Database(path)
    expect(db.query('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    const { n } = db.query<{ n: number }, []>('SELECT count(*) AS n FROM users').get()!
    const { half } = db
      .query<{ half: number }, []>(
        'SELECT count(*) AS half FROM users WHERE id NOT IN (SELECT broadcaster_id FROM channels)',
      )
      .get()!
    db.close()
    expect({ n: [users, users + 300].includes(n), half }).toEqual({ n: true, half: 0 })
    users = n
  }
}, 60_000)

test('generate and a running server write one file, and nothing is lost', async () => {
  const home = emptyHome()
  const path = join(home, 'mock.db')
  const mock = await startMock(home, '--db', path)
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  const json = async (path: string, init?: RequestInit): Promise<any> =>
    (await fetch(mock.url + path, init)).json()
  const [{ ID, Secret }] = (await json('/units/clients')).data
  const [partner] = (await json('/units/users')).data
  const grant = `client_id=${ID}&client_secret=${Secret}&grant_type=user_token&user_id=${partner.id}&scope=user:edit`
  const { access_token } = await json(`/auth/authorize?${grant}`, { method: 'POST' })
  const headers = { 'Client-Id': ID, Authorization: `Bearer ${access_token}` }

  const generating = twitch(home, 'mock-api', 'generate', '--db', path, '-c', '300')
  const statuses = new Set<number>()
  let last = ''
  for (let write = 0; write < 50; write++) {
    last = `write ${write}`
    const { status } = await fetch(`${mock.url}/mock/users?description=${last}`, { method: 'PUT', headers })
    statuses.add(status)
  }
  expect((await generating).exitCode).toBe(0)
  expect([...statuses]).toEqual([200])
  expect((await json('/mock/users', { headers })).data[0].description).toBe(last)
  expect((await json('/units/users?first=1')).total).toBe(310)
  expect((await mock.stop()).exitCode).toBe(0)
  expect(existsSync(`${path}-wal`)).toBe(false)
}, 60_000)

test('a second start on a file, or at a port, changes nothing for the first', async () => {
  const home = emptyHome()
  const path = join(home, 'mock.db')
  const mock = await startMock(home, '--db', path)
  const socket = new WebSocket(`${mock.url.replace('http', 'ws')}/ws`)
  await new Promise((resolve) => socket.addEventListener('message', resolve, { once: true }))
  const sessions = async () => (await (await fetch(`${mock.url}/units/eventsub_sessions`)).json()) as object
  const before = await sessions()
  const sameFile = await twitch(home, 'mock-api', 'start', '--db', path, '-p', '0')
  expect(sameFile).toEqual({
    exitCode: 1,
    stdout: '',
    stderr: `the database ${path} is served already, at ${mock.url}: use that one, or choose another with --db\n`,
  })
  const samePort = await twitch(home, 'mock-api', 'start', '--db', `${path}.other`, '-p', String(mock.port))
  expect({ exitCode: samePort.exitCode, last: samePort.stderr.trim().split('\n').at(-1) }).toEqual({
    exitCode: 1,
    last: expect.stringContaining(`port ${mock.port} is already in use: try -p `),
  })
  expect(await sessions()).toEqual(before)
  expect(socket.readyState).toBe(WebSocket.OPEN)
  mock.child.kill(9)
  await mock.child.exited
  const next = await startMock(home, '--db', path)
  expect(await (await fetch(`${next.url}/units/eventsub_sessions`)).json()).toMatchObject({ data: [] })
  expect((await next.stop()).exitCode).toBe(0)
}, 60_000)

describe('a server that is stopped with webhooks in flight', () => {
  /** A server with a subscription, whose receiver notes titles and IDs; how to make titles. */
  async function subscribed(delay: number) {
    const home = emptyHome()
    const path = join(home, 'mock.db')
    const receiver = new Receiver(() => delay)
    const mock = await startMock(home, '--db', path)
    const { headers, user_id, client_id } = await signIn(mock.url, 'channel:manage:broadcast')
    await subscribeWebhook(mock.url, client_id, user_id, receiver.url)
    const write = async (count: number) => {
      for (let n = 0; n < count; n++) {
        const url = `${mock.url}/mock/channels?broadcaster_id=${user_id}`
        const body = JSON.stringify({ title: `Title ${n}` })
        const init = { method: 'PATCH', headers: { ...headers, 'Content-Type': 'application/json' }, body }
        expect((await fetch(url, init)).status).toBe(204)
      }
    }
    return { home, path, receiver, mock, write }
  }

  test('delivers 20 events to a receiver of 300 ms', async () => {
    const { receiver, mock, write } = await subscribed(300)
    await write(20)
    const began = performance.now()
    const { exitCode, stderr } = await mock.stop()
    expect(performance.now() - began).toBeLessThan(4000)
    expect({ exitCode, answered: receiver.answered.size }).toEqual({ exitCode: 0, answered: 20 })
    expect(stderr).not.toContain('not delivered')
    await receiver.stop()
  }, 60_000)

  test('says after five seconds what is left, and the next one sends it under the same IDs', async () => {
    const { home, path, receiver, mock, write } = await subscribed(60_000)
    await write(3)
    const { stderr } = await mock.stop()
    expect(stderr.trim().split('\n').at(-1)).toContain(
      '3 webhook messages are not delivered: the next start on this database goes on',
    )
    const requests = receiver.requests
    const next = await startMock(home, '--db', path)
    for (let tries = 0; tries < 100 && receiver.requests < 2 * requests; tries++) await Bun.sleep(50)
    expect([...receiver.ids.values()].map(({ size }) => size)).toEqual([1, 1, 1])
    expect(receiver.requests).toBe(2 * requests)
    next.child.kill(9)
    await receiver.stop()
  }, 60_000)
})

test('a server whose file is replaced says so in one line, and ends', async () => {
  const home = emptyHome()
  const path = join(home, 'mock.db')
  const mock = await startMock(home, '--db', path)
  copyFileSync(path, `${path}.snapshot`)
  renameSync(`${path}.snapshot`, path)
  expect(await mock.child.exited).toBe(1)
  const remedy = 'restart it to serve the file as it is now'
  expect(mock.log().trim().split('\n').at(-1)).toBe(
    `the database ${path} was replaced while the server was running: ${remedy}`,
  )
}, 60_000)

test.skipIf(process.platform === 'win32')(
  'a database behind a link that leads to nothing is made for its owner alone',
  async () => {
    const home = emptyHome()
    symlinkSync(join(home, 'target.db'), join(home, 'link.db'))
    await twitch(home, 'mock-api', 'generate', '--db', join(home, 'link.db'), '-c', '0')
    expect(statSync(join(home, 'target.db')).mode & 0o777).toBe(0o600)
  },
)

describe('what cannot be used is told in one line', () => {
  const refusals = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await twitch(emptyHome(), 'mock-api', 'generate', ...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    return stderr.trim().split('\n').at(-1)!
  }

  test('a database from a newer version', async () => {
    const path = join(emptyHome(), 'mock.db')
    await twitch(emptyHome(), 'mock-api', 'generate', '--db', path, '-c', '0')
    const db = new Database(path)
    db.run('PRAGMA user_version = 99')
    db.close()
    expect(await refusals('--db', path)).toEqual(
      `${path} was made by a newer version of twitch: update twitch, or choose another file with --db`,
    )
  })

  test('a damaged database', async () => {
    const path = join(emptyHome(), 'mock.db')
    await twitch(emptyHome(), 'mock-api', 'generate', '--db', path, '-c', '5')
    const bytes = readFileSync(path)
    writeFileSync(path, bytes.fill(0x55, 4096, bytes.length))
    expect(await refusals('--db', path)).toContain(`the database ${path} is damaged`)
  })

  test('a folder that cannot be made, a folder in the place of a file', async () => {
    const home = emptyHome()
    const file = join(home, 'file')
    writeFileSync(file, '')
    expect(await refusals('--db', join(file, 'deeper', 'mock.db'))).toContain('cannot create the folder')
    expect(await refusals('--db', `${home}/.`)).toContain('give the path of a file')
  })

  test.skipIf(process.platform === 'win32')(
    'a full disk',
    async () => {
      const path = join(emptyHome(), 'mock.db')
      const limited = [`trap '' XFSZ; ulimit -f 3000; exec "$0" "$@"`, await executable()]
      const child = Bun.spawn(['sh', '-c', ...limited, 'mock-api', 'generate', '--db', path, '-c', '600'], {
        env: { HOME: emptyHome() },
        stderr: 'pipe',
      })
      const last = (await child.stderr.text()).trim().split('\n').at(-1)
      expect(await child.exited).toBe(1)
      expect(last).toMatch(/^nothing was generated: .+: choose another file with --db$/)
      const db = new Database(path)
      expect(db.query('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
      expect(db.query('SELECT count(*) AS n FROM users').get()).toEqual({ n: 0 })
      db.close()
    },
    30_000,
  )

  test('a half-written configuration', async () => {
    const config = join(emptyHome(), 'config')
    writeFileSync(config, 'CLIENTID=abc\nCLIENTSECRET="ab')
    expect(await refusals('--config', config)).toBe(
      `${config}: line 2 is not KEY=value: mend or remove the file; it was left as it is`,
    )
  })
})
