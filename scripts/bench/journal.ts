import { readFileSync } from 'node:fs'
import { cleanUp, emptyHome, type RunningMock, startMock } from '../../tests/support/binary.ts'
import { signIn } from '../faults/callers.ts'
import { inTurn, median } from './in-turn.ts'
import { measure } from './load.ts'

/**
 * What the journals cost while nobody reads them: the same executable with and without them, in turn. On a machine that
 * does other things besides, the processor time of a request, or of a message of EventSub, tells more than how many
 * there are in a second.
 *
 *   bun scripts/bench/journal.ts [--rounds 10] [--seconds 1]
 */
const argument = (name: string, fallback: number) => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const ROUNDS = argument('rounds', 10)
const DURATION = 1000 * argument('seconds', 1)
const SOCKETS = 50
const EVENTS = 300

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
    await compare(what, await loadOf(withJournal, method, path), await loadOf(without, method, path))
  }
  await compare('a message by WebSocket', await messagesOf(withJournal), await messagesOf(without))
} finally {
  cleanUp()
}

/** Each load tells what one of its kind costs, in microseconds. */
async function compare(what: string, one: () => Promise<number>, other: () => Promise<number>) {
  const pairs = await inTurn(one, other, ROUNDS)
  const ratio = median(pairs.map(([journal, bare]) => journal / bare)).toFixed(3)
  const microseconds = [0, 1].map((at) => median(pairs.map((pair) => pair[at]!)).toFixed(1))
  console.log(`${what}: ${microseconds.join(' µs with, ')} µs without; ratio ${ratio}`)
}

/** Events that many sockets hear; what is told is the processor time of a message. */
async function messagesOf({ port, child }: RunningMock): Promise<() => Promise<number>> {
  const url = `http://127.0.0.1:${port}`
  // biome-ignore lint/suspicious/noExplicitAny: whatever the server says
  const json = async (path: string, init?: RequestInit): Promise<any> => {
    const response = await fetch(url + path, init)
    if (!response.ok) throw new Error(`${path} was answered ${response.status}`)
    return response.json()
  }
  const send = (path: string, body: object, headers = {}) =>
    json(path, { method: 'POST', headers, body: JSON.stringify(body) })
  const list = async (unit: string) => (await json(`/units/${unit}`)).data
  const [client] = await list('clients')
  const users = await list('users')
  const broadcaster_user_id = users[0].id
  let heard = 0
  let isHeard = () => {}
  for (let n = 0; n < SOCKETS; n++) {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/ws`)
    const session_id = await new Promise<string>((resolve) => {
      socket.onmessage = ({ data }) => resolve(JSON.parse(data).payload.session.id)
    })
    const credentials = `client_id=${client.ID}&client_secret=${client.Secret}`
    const grant = `${credentials}&grant_type=user_token&user_id=${users[n % users.length].id}&scope=user:edit`
    const token = await send(`/auth/authorize?${grant}`, {})
    const headers = { Authorization: `Bearer ${token.access_token}`, 'Client-Id': client.ID }
    const transport = { method: 'websocket', session_id }
    const condition = { broadcaster_user_id }
    const wanted = { type: 'stream.online', version: '1', condition, transport }
    await send('/mock/eventsub/subscriptions', wanted, headers)
    socket.onmessage = ({ data }) => {
      if (data.includes('"notification"') && ++heard === SOCKETS * EVENTS) isHeard()
    }
  }
  return async () => {
    const before = processorTime(child.pid)
    heard = 0
    const all = new Promise<void>((resolve) => {
      isHeard = resolve
    })
    for (let n = 0; n < EVENTS; n++) {
      await send('/units/events', { type: 'stream.online', condition: { broadcaster_user_id } })
    }
    await all
    return (processorTime(child.pid) - before) / (SOCKETS * EVENTS)
  }
}

function followers(id: string): string {
  return `/mock/channels/followers?broadcaster_id=${id}&first=20`
}

/** A load that tells the processor time of one request, in microseconds. */
async function loadOf({ url, port, child }: RunningMock, method: string, pathOf: (id: string) => string) {
  const { headers, user_id } = await signIn(url, 'user:edit moderator:read:followers')
  const path = pathOf(user_id)
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
