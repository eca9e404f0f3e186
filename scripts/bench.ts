import { Database } from 'bun:sqlite'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { cleanUp, emptyHome, type RunningMock, spawnTwitch, startMock } from '../tests/support/binary.ts'
import { inTurn, median } from './bench/in-turn.ts'
import { type Load, type Measured, measure } from './bench/load.ts'
import { pollRequests } from './bench/polls.ts'
import { resets } from './bench/reset.ts'
import { signIn } from './faults/callers.ts'

/**
 * One table of speed and size. Machines differ and are noisy, so that what counts is the ratio to a control that runs
 * in turn with it: a bare Bun.serve with one token look-up and one row look-up (or one list, or one insert) from the
 * same file.
 *
 *   bun scripts/bench.ts [--seconds 2] [--rounds 5]     TWITCH=path measures another executable
 */
const argument = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const SECONDS = argument('seconds', 2)
const ROUNDS = argument('rounds', 5)
const folder = emptyHome()
const rows: Record<string, string>[] = []

try {
  await generating()
  await starting()
  await serving()
  await configured()
  await resetting()
  await versions()
  console.table(rows)
} finally {
  cleanUp()
}

function row(what: string, figures: Record<string, string>): void {
  rows.push({ what, ...figures })
  console.error(what, JSON.stringify(figures))
}

async function generating(): Promise<void> {
  for (const count of [10, 100, 1000, 10_000]) {
    const path = join(folder, `${count}.db`)
    const { seconds, peak } = await timed('mock-api', 'generate', '--db', path, '-c', String(count))
    const size = (statSync(path).size / 1e6).toFixed(1)
    row(`generate -c ${count}`, {
      figure: `${seconds.toFixed(2)} s`,
      also: `${size} MB file, ${peak} MB peak`,
    })
  }
}

async function starting(): Promise<void> {
  for (const count of [10, 10_000]) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const began = performance.now()
      const mock = await startMock(folder, '--db', join(folder, `${count}.db`))
      await fetch(`http://127.0.0.1:${mock.port}/units/users?first=1`)
      times.push(performance.now() - began)
      await mock.stop()
    }
    row(`start to first answer, ${count} users`, { figure: `${median(times).toFixed(0)} ms` })
  }
}

/** A reset after a test that writes a little, and removes a user with all that is theirs. */
async function resetting(): Promise<void> {
  for (const count of [25, 10_000]) {
    for (const [where, times] of Object.entries(await resets(folder, count, 2 * ROUNDS))) {
      row(`POST /units/reset, ${count} users, ${where}`, { figure: `${median(times).toFixed(1)} ms` })
    }
  }
}

async function serving(): Promise<void> {
  const path = join(folder, '10000.db')
  const mock = await startMock(folder, '--db', path)
  const control = Bun.spawn(['bun', join(import.meta.dir, 'bench/control.ts'), path], { stdout: 'pipe' })
  const controlPort = Number(new TextDecoder().decode((await control.stdout.getReader().read()).value))
  try {
    await measuring(mock, controlPort)
  } finally {
    control.kill()
    await mock.stop()
  }
}

/** What the journal costs, and a fault that matches nothing: beside a server as it is by default. */
async function configured(): Promise<void> {
  const served = async (...flags: string[]) => {
    const mock = await startMock(folder, '--db', ':memory:', '--seed', '1', ...flags)
    const { headers, user_id } = await signIn(mock.url, 'user:edit')
    return { mock, port: mock.port, headers, request: () => ({ path: `/mock/users?id=${user_id}` }) }
  }
  const usual = await served()
  const others = {
    'without journal': await served('--journal', '0'),
    'with an unmatched fault': await served(),
  }
  const fault = { match: { operation: 'Get Clips' }, effect: { status: 503 } }
  const { url } = others['with an unmatched fault'].mock
  await fetch(`${url}/units/faults`, { method: 'POST', body: JSON.stringify(fault) })
  for (const [what, other] of Object.entries(others)) {
    await compare(`GET /mock/users?id=, ${what}, to the default`, other, usual)
  }
  for (const { mock } of [usual, ...Object.values(others)]) await mock.stop()
}

async function measuring(mock: RunningMock, controlPort: number): Promise<void> {
  const scopes = 'channel:manage:polls user:edit moderator:read:followers'
  const { headers, user_id, credentials } = await signIn(mock.url, scopes)
  const read = { port: mock.port, headers, request: () => ({ path: `/mock/users?id=${user_id}` }) }
  const bareRead = { ...read, port: controlPort }
  const bareInsert = {
    ...bareRead,
    request: () => ({ method: 'POST', path: '/', body: { text: 'x'.repeat(100) } }),
  }

  row('memory at rest', { figure: `${residentMegabytes(mock.child.pid)} MB` })
  await compare('GET /mock/users?id=', read, bareRead)
  const path = `/mock/streams?first=20&game_id=509658`
  const bareList = { ...bareRead, request: () => ({ path: '/streams?game_id=509658' }) }
  await compare('GET /mock/streams, 20 of a category', { ...read, request: () => ({ path }) }, bareList)
  const write = (n: number) => ({ method: 'PUT', path: `/mock/users?description=${n}` })
  await compare('PUT /mock/users', { ...read, request: write }, bareInsert)
  const mint = { method: 'POST', path: `/auth/token?${credentials}&grant_type=client_credentials` }
  await compare('POST /auth/token', { ...read, request: () => mint }, bareInsert)
  const alone = { connections: 1 }
  await compare(
    'POST, PATCH of a poll, 1 connection',
    { ...read, ...alone, request: pollRequests(user_id) },
    { ...bareInsert, ...alone },
  )
  await followers(mock, headers)
  await measure({ ...read, duration: 1000 * SECONDS })
  row('memory after that', { figure: `${residentMegabytes(mock.child.pid)} MB` })
}

/** Page 1 against page 1,000 of 100,000 followers. */
async function followers(mock: RunningMock, headers: Load['headers']): Promise<void> {
  const broadcaster = addFollowers(join(folder, '10000.db'), 100_000)
  const base = `/mock/channels/followers?broadcaster_id=${broadcaster}&first=100`
  const get = async (path: string) =>
    // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
    (await (await fetch(`http://127.0.0.1:${mock.port}${path}`, { headers })).json()) as any
  let cursor = ''
  for (let page = 1; page < 1000; page++)
    cursor = (await get(`${base}${cursor && `&after=${cursor}`}`)).pagination.cursor
  const load = { port: mock.port, headers, connections: 1 }
  const pairs = await paired(
    { ...load, request: () => ({ path: `${base}&after=${cursor}` }) },
    { ...load, request: () => ({ path: base }) },
  )
  const ratio = median(pairs.map(([last, first]) => first.perSecond / last.perSecond))
  row('page 1,000 of followers against page 1', { ratio: ratio.toFixed(2), figure: 'time per page' })
}

function addFollowers(path: string, wanted: number): string {
  const db = new Database(path)
  const { id } = db.query<{ id: string }, []>('SELECT id FROM users ORDER BY rowid LIMIT 1').get()!
  const add = db.prepare(
    "INSERT OR IGNORE INTO follows (broadcaster_id, user_id, followed_at) VALUES (?, ?, '2020-01-01T00:00:00Z')",
  )
  const user = db.prepare(
    `INSERT OR IGNORE INTO users SELECT ?1, 'bench' || ?1, display_name, type, broadcaster_type, description,
       profile_image_url, offline_image_url, view_count, email, created_at FROM users LIMIT 1`,
  )
  db.transaction(() => {
    for (let n = 0; n < wanted; n++) {
      user.run(String(1_000_000_000 + n))
      add.run(id, String(1_000_000_000 + n))
    }
  })()
  db.close()
  return id
}

async function versions(): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < 4 * ROUNDS; round++) times.push((await timed('version')).seconds * 1000)
  row('twitch version', { figure: `${median(times).toFixed(1)} ms` })
}

type Bare = Omit<Load, 'duration'>

async function compare(what: string, ours: Bare, control: Bare): Promise<void> {
  const pairs = await paired(ours, control)
  const ratio = median(pairs.map(([mine, bare]) => mine.perSecond / bare.perSecond))
  const perSecond = median(pairs.map(([mine]) => mine.perSecond))
  const p99 = median(pairs.map(([mine]) => mine.p99))
  const failures = pairs.reduce((sum, [mine]) => sum + mine.failures, 0)
  const also = `p99 ${p99.toFixed(2)} ms${failures ? `, ${failures} failed` : ''}`
  row(what, { ratio: ratio.toFixed(2), figure: `${perSecond.toFixed(0)} req/s`, also })
}

function paired(one: Bare, other: Bare): Promise<[Measured, Measured][]> {
  const duration = 1000 * SECONDS
  return inTurn(
    () => measure({ ...one, duration }),
    () => measure({ ...other, duration }),
    ROUNDS,
  )
}

async function timed(...args: string[]): Promise<{ seconds: number; peak: number }> {
  const began = performance.now()
  const child = await spawnTwitch(folder, args)
  await child.exited
  const peak = Math.round((child.resourceUsage()?.maxRSS ?? 0) / 1e6)
  return { seconds: (performance.now() - began) / 1000, peak }
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024)
}
