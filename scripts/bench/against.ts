import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cleanUp, emptyHome, type RunningMock, untilListening } from '../../tests/support/binary.ts'
import { type Caller, signIn } from '../faults/callers.ts'
import { inTurn, median } from './in-turn.ts'
import { type Load, measure } from './load.ts'
import { pollRequests } from './polls.ts'

/**
 * What two executables do, such as those before and after a change, each on a file that it has generated with the same
 * seed. By default both serve at once and are asked in turn: how many answers a second. With --instructions Valgrind
 * counts what an answer costs: times vary by a third on a busy machine, instructions by a hundredth, but they leave out
 * what the memory and the system cost. Other programs generate other data: lists are shorter than what any of them has.
 *
 *   bun scripts/bench/against.ts BEFORE [NOW] [--only <pattern>] [--users 1000] [--seconds 2] [--rounds 9]
 *   bun scripts/bench/against.ts BEFORE [NOW] [--only <pattern>] --instructions [--requests 20000]
 *   bun scripts/bench/against.ts old/twitch "dist/twitch --journal 0 --no-irc"
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', default: '' },
    users: { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '9' },
    instructions: { type: 'boolean', default: false },
    requests: { type: 'string', default: '20000' },
  },
})
const [before, now = 'dist/twitch'] = positionals
if (!before) throw new Error('name the executable to compare with')

/** The requests before those that count, by when the runtime has compiled what it calls often. */
const WARM_UP = Number(values.requests)

/** The nth request of a caller, after the answer to the one before. */
type Requests = (caller: Caller) => Load['request']

const all: Record<string, Requests> = {
  'GET /mock/users':
    ({ user_id }) =>
    () => ({ path: `/mock/users?id=${user_id}` }),
  'GET /mock/streams': () => () => ({ path: '/mock/streams?first=5&game_id=509658' }),
  'GET /mock/channels/followers':
    ({ user_id }) =>
    () => ({ path: `/mock/channels/followers?broadcaster_id=${user_id}&first=20` }),
  'PUT /mock/users': () => (n) => ({ method: 'PUT', path: `/mock/users?description=${n}` }),
  'POST /auth/token':
    ({ credentials }) =>
    () => ({ method: 'POST', path: `/auth/token?${credentials}&grant_type=client_credentials` }),
  'POST, PATCH of a poll': ({ user_id }) => pollRequests(user_id),
}
const kinds = Object.entries(all).filter(([kind]) => new RegExp(values.only, 'i').test(kind))
const SCOPES = 'channel:manage:polls user:edit moderator:read:followers'

try {
  console.table(values.instructions ? await costs(before) : await speeds(before))
} finally {
  cleanUp()
}

type Figures = Record<string, string>

async function speeds(before: string): Promise<Figures[]> {
  const mocks = [await started(before), await started(now)] as const
  const rows: Figures[] = []
  for (const [what, requests] of kinds) {
    const [one, other] = [await loadOn(mocks[0], what, requests), await loadOn(mocks[1], what, requests)]
    const pairs = await inTurn(one, other, Number(values.rounds))
    const [first, second] = [0, 1].map((at) => `${median(pairs.map((pair) => pair[at]!)).toFixed(0)} /s`)
    const ratio = median(pairs.map(([first, second]) => second / first)).toFixed(2)
    rows.push(said({ what, before: first!, now: second!, 'now / before': ratio }))
  }
  for (const mock of mocks) await mock.stop()
  return rows
}

/** A run of requests of one kind; it tells how many were answered in a second. */
async function loadOn({ url, port }: RunningMock, what: string, requests: Requests) {
  const caller = await signIn(url, SCOPES)
  const load = {
    port,
    headers: caller.headers,
    request: requests(caller),
    duration: 1000 * Number(values.seconds),
    // Polls of one channel cannot begin at once.
    ...(/poll/.test(what) && { connections: 1 }),
  }
  return async () => {
    const { perSecond, failures } = await measure(load)
    if (failures > 0) throw new Error(`${failures} requests of "${what}" failed`)
    return perSecond
  }
}

async function costs(before: string): Promise<Figures[]> {
  const rows: Figures[] = []
  for (const [what] of kinds) {
    const [first, second] = [await costOf(before, what), await costOf(now, what)]
    const [one, other] = [first, second].map((cost) => `${(cost / 1000).toFixed(1)} k`)
    rows.push(said({ what, before: one!, now: other!, 'before / now': (first / second).toFixed(2) }))
  }
  return rows
}

/** A run takes minutes, so that each row is shown as it comes. */
function said(row: Figures): Figures {
  console.error(JSON.stringify(row))
  return row
}

/** The instructions for one request: those of a long run less those of a short one. */
async function costOf(command: string, kind: string): Promise<number> {
  const [short, long] = await Promise.all([
    instructions(command, kind, WARM_UP),
    instructions(command, kind, 2 * WARM_UP),
  ])
  return (long - short) / WARM_UP
}

/** The instructions from the start of a server to its end, with a number of requests between. */
async function instructions(command: string, kind: string, requests: number): Promise<number> {
  const log = join(emptyHome(), 'valgrind.log')
  const counting = ['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null']
  const mock = await started(command, [
    'valgrind',
    ...counting,
    '--smc-check=all-non-file',
    `--log-file=${log}`,
  ])
  await ask(mock.url, kind, requests)
  await mock.stop()
  const [, counted = ''] = /I\s+refs:\s+([\d,]+)/.exec(readFileSync(log, 'utf8')) ?? []
  return Number(counted.replaceAll(',', ''))
}

/** A server on a file that its own executable has generated. */
async function started(command: string, under: readonly string[] = []): Promise<RunningMock> {
  const home = emptyHome()
  const [path = '', ...flags] = command.split(' ')
  const alone = { BUN_JSC_useConcurrentJIT: '0', BUN_JSC_useConcurrentGC: '0' }
  // Under Valgrind the runtime compiles in the same order each time if it does not do so beside.
  const env = { HOME: home, PATH: process.env.PATH, ...(under.length > 0 && alone) }
  const database = ['--db', join(home, 'mock.db')]
  Bun.spawnSync([path, 'mock-api', 'generate', '-c', values.users, '--seed', '1', ...database], { env })
  const child = Bun.spawn([...under, path, 'mock-api', 'start', '-p', '0', ...database, ...flags], {
    env,
    stdin: 'ignore',
    stdout: 'pipe',
    stderr: 'pipe',
  })
  return untilListening(child)
}

async function ask(url: string, kind: string, requests: number): Promise<void> {
  const caller = await signIn(url, SCOPES)
  const request = all[kind]!(caller)
  let answer = ''
  for (let n = 0; n < requests; n++) {
    const { method = 'GET', path, body } = request(n, answer)
    const { headers } = caller
    const response = await fetch(url + path, { method, headers, body: body && JSON.stringify(body) })
    answer = await response.text()
    if (!response.ok) throw new Error(`${method} ${path} was answered ${response.status}: ${answer}`)
  }
}
