import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cleanUp, emptyHome, spawnTwitch, startMock, twitch } from '../tests/support/binary.ts'
import { rows, signIn } from './faults/callers.ts'
import { damageOf } from './faults/invariants.ts'

/**
 * kill -9 of the server and of generate, each time at another moment. The database must open and be sound afterwards,
 * with every write that was acknowledged and with generations whole or not at all.
 *
 *   bun run faults [--kills 100] [--seed N]     TWITCH=path kills another executable
 */
const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(crypto.getRandomValues(new Uint32Array(1))[0]!) },
  },
})
const KILLS = Number(options.kills)
const GENERATED = 300
const folder = emptyHome()
const faults: string[] = []
console.log(`seed ${options.seed}`)

try {
  await killServers()
  await killGenerations()
} finally {
  cleanUp()
}
for (const fault of faults.slice(0, 20)) console.log(fault)
console.log(`${faults.length} faults`)
process.exitCode = faults.length > 0 ? 1 : 0

/** A number in [0, 1) that the seed decides. */
function fraction(what: string): number {
  return Bun.hash.xxHash32(`${options.seed}:${what}`) / 2 ** 32
}

async function killServers(): Promise<void> {
  const path = join(folder, 'server.db')
  await twitch(folder, 'mock-api', 'generate', '--db', path)
  const acknowledged: string[] = []
  let written = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const mock = await startMock(folder, '--db', path)
    const { headers } = await signIn(mock.url, 'user:edit')
    const timer = setTimeout(() => mock.child.kill(9), 1 + fraction(`server ${kill}`) * 250)
    await Promise.all([0, 1, 2].map((writer) => write(mock.url, headers, `k${kill}w${writer}`, acknowledged)))
    clearTimeout(timer)
    await mock.child.exited
    written += acknowledged.length
    report(`server, kill ${kill}`, path, missing(path, acknowledged.splice(0)))
  }
  console.log(`server: ${KILLS} × kill -9, ${written} acknowledged writes, ${faults.length} faults`)
}

/** Writes until the server is gone: users, which must be there, and descriptions, the last of which must. */
async function write(
  url: string,
  headers: Record<string, string>,
  name: string,
  acknowledged: string[],
): Promise<void> {
  for (let n = 0; ; n++) {
    const login = `${name}n${n}`
    try {
      const created = await fetch(`${url}/units/users`, { method: 'POST', body: JSON.stringify({ login }) })
      if (created.status === 201) acknowledged.push(login)
      else faults.push(`POST /units/users answers ${created.status}: ${await created.text()}`)
      const told = await fetch(`${url}/mock/users?description=${login}`, { method: 'PUT', headers })
      if (told.status !== 200) faults.push(`PUT /mock/users answers ${told.status}: ${await told.text()}`)
    } catch {
      return
    }
  }
}

function missing(path: string, logins: readonly string[]): string[] {
  const db = new Database(path)
  try {
    const find = db.query('SELECT 1 FROM users WHERE login = ?')
    return logins
      .filter((login) => !find.get(login))
      .map((login) => `${login} was acknowledged and is not there`)
  } finally {
    db.close()
  }
}

async function killGenerations(): Promise<void> {
  const before = faults.length
  const path = join(folder, 'generate.db')
  const command = ['mock-api', 'generate', '--db', path, '-c', String(GENERATED)]
  const began = performance.now()
  await twitch(folder, ...command)
  const whole = performance.now() - began
  let users = GENERATED
  let kept = 0
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await spawnTwitch(folder, command)
    const timer = setTimeout(() => child.kill(9), whole * 1.1 * fraction(`generate ${kill}`))
    await child.exited
    clearTimeout(timer)
    const now = countUsers(path)
    const half =
      now !== users && now !== users + GENERATED ? [`${now} users after ${users}: half of a generation`] : []
    report(`generate, kill ${kill}`, path, half)
    if (now > users) kept++
    users = now
  }
  console.log(
    `generate: ${KILLS} × kill -9, ${kept} came after the commit, ${users} users, ${faults.length - before} faults`,
  )
  const mock = await startMock(folder, '--db', path)
  const served = (await rows(mock.url, 'users')).length
  await mock.stop()
  if (served !== 100) faults.push(`the server lists ${served} users of ${users}`)
}

function countUsers(path: string): number {
  const db = new Database(path)
  const { n } = db.query<{ n: number }, []>('SELECT count(*) AS n FROM users').get()!
  db.close()
  return n
}

function report(when: string, path: string, found: readonly string[]): void {
  faults.push(...[...found, ...damageOf(path)].map((fault) => `${when}: ${fault}`))
}
