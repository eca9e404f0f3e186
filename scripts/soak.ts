import { Database } from 'bun:sqlite'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cleanUp, emptyHome, startMock, twitch } from '../tests/support/binary.ts'
import { type Caller, signIn } from './faults/callers.ts'
import { damageOf } from './faults/invariants.ts'
import { ask, dribble, hangUp, read, type Soaking, Tally, write } from './soak/clients.ts'
import { IdleSocket } from './soak/sockets.ts'

/**
 * Mixed reads and writes for a while, with generate beside them, clients that hang up, slow bodies and idle WebSockets.
 * No 5xx, no lost write, no memory that grows without end.
 *
 *   bun run soak [--minutes 10] [--sockets 500]     TWITCH=path soaks another executable
 */
const { values: options } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, sockets: { type: 'string', default: '500' } },
})
const MINUTES = Number(options.minutes)
const SOCKETS = Number(options.sockets)
const READERS = 4
const WRITERS = 3
const GENERATED = 50
const GENERATE_EVERY_MS = 20_000
const REPORT_EVERY_MS = 15_000

/** The memory of the second half may be this much above that of the first, beside what the heap does as it likes. */
const MAXIMUM_GROWTH = 1.25
const SLACK_MB = 30

const folder = emptyHome()
const path = join(folder, 'soak.db')
const tally = new Tally()
const memory: number[] = []

try {
  await generate(SOCKETS)
  const mock = await startMock(folder, '--db', path)
  await soak(`http://127.0.0.1:${mock.port}`, mock.child.pid)
  const { exitCode } = await mock.stop()
  if (exitCode !== 0) tally.faults.push(`the server ended with ${exitCode}`)
  checkWrites()
  checkMemory()
  tally.faults.push(...damageOf(path))
} finally {
  cleanUp()
}
for (const fault of tally.faults.slice(0, 20)) console.log(fault)
summarize()
console.log(`${tally.faults.length} faults`)
process.exit(tally.faults.length > 0 ? 1 : 0)

async function soak(url: string, pid: number): Promise<void> {
  const opening: Soaking = { url, tally, isOver: () => false }
  const callers = await signInAll(opening)
  const sockets = callers.slice(0, SOCKETS).map(() => new IdleSocket(url))
  for (const [index, socket] of sockets.entries()) {
    await socket.subscribe(opening, callers[index]!.headers, callers[index]!.user_id)
  }
  console.log(`${sockets.length} sockets are open, each with a subscription`)
  const end = performance.now() + MINUTES * 60_000
  const soaking: Soaking = { url, tally, isOver: () => performance.now() >= end }
  const [partner] = callers
  await Promise.all([
    ...Array.from({ length: READERS }, () => read(soaking, partner!)),
    ...callers.slice(1, WRITERS + 1).map((caller, writer) => write(soaking, caller, `soak${writer}`)),
    hangUp(soaking, partner!),
    dribble(soaking),
    generateBeside(soaking),
    watch(soaking, pid),
  ])
  const closed = sockets.filter((socket) => socket.closed !== undefined)
  if (closed.length > 0)
    tally.faults.push(`${closed.length} sockets were closed, one with ${closed[0]!.closed}`)
  const alive = sockets.filter(({ messages }) => messages >= 2 + Math.floor((MINUTES * 60) / 11)).length
  console.log(
    `${sockets.length - closed.length} of ${sockets.length} sockets are open still, ${alive} heard all keepalives`,
  )
  for (const socket of sockets) socket.close()
}

/** The partner first, then partners and affiliates, who may have polls, then others: one token each. */
async function signInAll(opening: Soaking): Promise<Caller[]> {
  const partner = await signIn(
    opening.url,
    'channel:read:subscriptions channel:read:polls moderator:read:followers',
  )
  const db = new Database(path, { readonly: true })
  const users = db
    .query<{ id: string }, [string, number]>(
      "SELECT id FROM users WHERE id <> ? ORDER BY broadcaster_type = '', rowid LIMIT ?",
    )
    .all(partner.user_id, SOCKETS)
  db.close()
  const callers = [partner]
  for (const { id } of users) {
    const scope = 'user:edit channel:manage:polls'
    const grant = new URLSearchParams({ grant_type: 'user_token', user_id: id, scope })
    const { body } = await ask(opening, 'POST', `/auth/authorize?${partner.credentials}&${grant}`)
    const headers = { ...partner.headers, Authorization: `Bearer ${body.access_token}` }
    callers.push({ ...partner, headers, user_id: id })
  }
  return callers
}

async function generate(count: number): Promise<void> {
  const args = ['mock-api', 'generate', '--db', path, '-c', String(count)]
  const { exitCode, stderr } = await twitch(folder, ...args)
  if (exitCode !== 0) tally.faults.push(`generate failed: ${stderr.slice(-300)}`)
}

async function generateBeside({ isOver }: Soaking): Promise<void> {
  for (let last = performance.now(); !isOver(); await Bun.sleep(200)) {
    if (performance.now() - last < GENERATE_EVERY_MS) continue
    await generate(GENERATED)
    tally.generations++
    last = performance.now()
  }
}

async function watch({ isOver }: Soaking, pid: number): Promise<void> {
  const began = performance.now()
  for (let told = began; !isOver(); await Bun.sleep(1000)) {
    memory.push(residentMegabytes(pid))
    if (performance.now() - told < REPORT_EVERY_MS) continue
    told = performance.now()
    console.log(
      `${((told - began) / 1000).toFixed(0)} s: ${tally.answered} answers, ${memory.at(-1)} MB, ` +
        `${tally.faults.length} faults`,
    )
  }
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}

function checkWrites(): void {
  const db = new Database(path)
  const find = db.query('SELECT 1 FROM users WHERE login = ?')
  for (const login of tally.users) if (!find.get(login)) tally.faults.push(`the user ${login} is lost`)
  const described = db.query<{ description: string }, [string]>('SELECT description FROM users WHERE id = ?')
  for (const [id, description] of tally.descriptions) {
    if (described.get(id)?.description !== description)
      tally.faults.push(`the description ${description} is lost`)
  }
  db.close()
}

function checkMemory(): void {
  const half = Math.floor(memory.length / 2)
  const [first, second] = [memory.slice(Math.floor(half / 4), half), memory.slice(half)].map(median) as [
    number,
    number,
  ]
  console.log(
    `memory: ${memory[0]} MB at first, median ${first} MB, then ${second} MB, most ${Math.max(...memory)} MB`,
  )
  if (second > first * MAXIMUM_GROWTH + SLACK_MB)
    tally.faults.push(`memory grows: ${first} MB, then ${second} MB`)
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

function summarize(): void {
  const { answered, statuses, slowest, hungUp, slowBodies, generations, users } = tally
  const codes = [...statuses].toSorted(([a], [b]) => a - b).map(([status, n]) => `${status}: ${n}`)
  console.log(`${answered} answers in ${MINUTES} min (${codes.join(', ')}), slowest ${slowest.toFixed(0)} ms`)
  console.log(
    `${users.length} users written and all there, ${hungUp} clients hung up, ${slowBodies} slow bodies, ` +
      `${generations} × generate -c ${GENERATED} beside`,
  )
}
