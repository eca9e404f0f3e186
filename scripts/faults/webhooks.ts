import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cleanUp, emptyHome, type RunningMock, startMock } from '../../tests/support/binary.ts'
import { signIn, subscribeWebhook } from './callers.ts'
import { damageOf } from './invariants.ts'
import { Receiver } from './receiver.ts'

/**
 * kill -9 of the server with webhooks in flight, each time at another moment. Every event of a write that was answered
 * must be delivered in the end, under one message ID, however often it was sent.
 *
 *   bun scripts/faults/webhooks.ts [--kills 100] [--seed N]     TWITCH=path kills another executable
 */
const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(crypto.getRandomValues(new Uint32Array(1))[0]!) },
  },
})
const KILLS = Number(options.kills)
const SUBSCRIPTIONS = 2
const PATIENCE_MS = 30_000
const folder = emptyHome()
const path = join(folder, 'webhooks.db')
const acknowledged: string[] = []
const faults: string[] = []
let interrupted = 0
console.log(`seed ${options.seed}`)

const receivers = Array.from(
  { length: SUBSCRIPTIONS },
  (_, n) => new Receiver((title) => chance(`${title} ${n}`) * 60),
)
try {
  await subscribe()
  for (let kill = 0; kill < KILLS; kill++) await killOnce(kill)
  await deliverRest()
  for (const [n, receiver] of receivers.entries()) judge(n, receiver)
  faults.push(...damageOf(path))
} finally {
  cleanUp()
  await Promise.all(receivers.map((receiver) => receiver.stop()))
}
const sent = receivers.reduce((sum, { requests }) => sum + requests, 0)
console.log(
  `${KILLS} × kill -9, ${interrupted} with messages in flight; ${acknowledged.length} answered writes, ` +
    `${acknowledged.length * SUBSCRIPTIONS} messages, ${sent} requests, ${faults.length} faults`,
)
for (const fault of faults.slice(0, 20)) console.log(fault)
process.exitCode = faults.length > 0 ? 1 : 0

/** A number in [0, 1) that the seed decides. */
function chance(what: string): number {
  return Bun.hash.xxHash32(`${options.seed}:${what}`) / 2 ** 32
}

async function subscribe(): Promise<void> {
  const mock = await startMock(folder, '--db', path)
  const { user_id, client_id } = await signIn(mock.url, 'channel:manage:broadcast')
  for (const { url } of receivers) await subscribeWebhook(mock.url, client_id, user_id, url)
  await mock.stop()
}

async function killOnce(kill: number): Promise<void> {
  const mock = await startMock(folder, '--db', path)
  const { headers, user_id } = await signIn(mock.url, 'channel:manage:broadcast')
  const timer = setTimeout(() => mock.child.kill(9), 1 + chance(`kill ${kill}`) * 200)
  await Promise.all([0, 1, 2].map((writer) => write(mock, headers, user_id, `k${kill}w${writer}`)))
  clearTimeout(timer)
  await mock.child.exited
  if (acknowledged.some((title) => receivers.some(({ answered }) => !answered.has(title)))) interrupted++
}

/** Writes until the server is gone; what is answered must be heard of. */
async function write(
  mock: RunningMock,
  headers: Record<string, string>,
  user: string,
  name: string,
): Promise<void> {
  for (let n = 0; ; n++) {
    const title = `${name}n${n}`
    try {
      const { status } = await fetch(`${mock.url}/mock/channels?broadcaster_id=${user}`, {
        method: 'PATCH',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ title }),
      })
      if (status === 204) acknowledged.push(title)
      else faults.push(`PATCH /mock/channels answers ${status}`)
    } catch {
      return
    }
  }
}

/** The last server delivers what all of them have left. */
async function deliverRest(): Promise<void> {
  const mock = await startMock(folder, '--db', path)
  await until(() => receivers.every(({ answered }) => acknowledged.every((title) => answered.has(title))))
  await mock.stop()
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE_MS; !(await isSo()) && performance.now() < end; )
    await Bun.sleep(50)
}

function judge(n: number, { ids, answered }: Receiver): void {
  for (const title of acknowledged) if (!answered.has(title)) faults.push(`receiver ${n}: ${title} is lost`)
  for (const [title, known] of ids) {
    if (known.size > 1) faults.push(`receiver ${n}: ${title} came under ${known.size} IDs`)
  }
}
