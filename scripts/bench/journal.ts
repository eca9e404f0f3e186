import { readFileSync } from 'node:fs'
import { cleanUp, emptyHome, type RunningMock, startMock } from '../../tests/support/binary.ts'
import { measure } from './load.ts'

/**
 * What the journal costs while nobody reads it: the same executable with and without it, in turn. On a machine that
 * does other things besides, the processor time of a request tells more than how many there are in a second.
 *
 *   bun scripts/bench/journal.ts [--rounds 10] [--seconds 1]
 */
const argument = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const ROUNDS = argument('rounds', 10)
const DURATION = 1000 * argument('seconds', 1)

try {
  const seeded = ['--db', ':memory:', '--seed', '1', '-c', '25']
  const withJournal = await startMock(emptyHome(), ...seeded)
  const without = await startMock(emptyHome(), ...seeded, '--journal', '0')
  const kinds = [
    { what: 'GET /mock/users', method: 'GET', path: (id: string) => `/mock/users?id=${id}` },
    { what: 'GET /mock/channels/followers', method: 'GET', path: followers },
    { what: 'PUT /mock/users', method: 'PUT', path: () => '/mock/users?description=text' },
  ]
  for (const { what, method, path } of kinds) {
    const one = await loadOf(withJournal, method, path)
    const other = await loadOf(without, method, path)
    await Promise.all([one(), other()])
    const ratios: number[] = []
    const times: [number, number][] = []
    for (let round = 0; round < ROUNDS; round++) {
      const order = round % 2 === 0
      const first = await (order ? one : other)()
      const second = await (order ? other : one)()
      const [journal, bare] = order ? [first, second] : [second, first]
      times.push([journal, bare])
      ratios.push(journal / bare)
    }
    const microseconds = [0, 1].map((at) => median(times.map((pair) => pair[at]!)).toFixed(1))
    console.log(`${what}: ${microseconds.join(' µs with, ')} µs without; ratio ${median(ratios).toFixed(3)}`)
  }
} finally {
  cleanUp()
}

function followers(id: string): string {
  return `/mock/channels/followers?broadcaster_id=${id}&first=20`
}

/** A load that tells the processor time of one request, in microseconds. */
async function loadOf({ port, child }: RunningMock, method: string, pathOf: (id: string) => string) {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  const json = async (path: string, init?: RequestInit): Promise<any> =>
    (await fetch(`http://127.0.0.1:${port}${path}`, init)).json()
  const [client] = (await json('/units/clients')).data
  const [user] = (await json('/units/users')).data
  const scope = encodeURIComponent('user:edit moderator:read:followers')
  const credentials = `client_id=${client.ID}&client_secret=${client.Secret}`
  const grant = `${credentials}&grant_type=user_token&user_id=${user.id}&scope=${scope}`
  const { access_token } = await json(`/auth/authorize?${grant}`, { method: 'POST' })
  const headers = { Authorization: `Bearer ${access_token}`, 'Client-Id': client.ID }
  const path = pathOf(user.id)
  return async () => {
    const before = processorTime(child.pid)
    const { perSecond, failures } = await measure({
      port,
      headers,
      duration: DURATION,
      request: () => ({ method, path }),
    })
    if (failures > 0) throw new Error(`${failures} of ${method} ${path} failed`)
    return (processorTime(child.pid) - before) / ((perSecond * DURATION) / 1000)
  }
}

/** Microseconds; the kernel counts in hundredths of a second. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10_000
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
