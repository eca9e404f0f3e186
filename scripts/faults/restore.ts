import { Database } from 'bun:sqlite'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cleanUp, emptyHome, startMock, twitch } from '../../tests/support/binary.ts'
import { damageOf } from './invariants.ts'

/**
 * kill -9 of the server while it restores a snapshot, each time at another moment. The database must hold the state
 * before or that of the snapshot, whole, and be sound.
 *
 *   bun scripts/faults/restore.ts [--kills 100] [--seed N]     TWITCH=path kills another executable
 */
const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(crypto.getRandomValues(new Uint32Array(1))[0]!) },
  },
})
const KILLS = Number(options.kills)
/** Enough that a restore takes some hundredths of a second. */
const USERS = 1000
/** No longer than a restore takes here. */
const WITHIN_MS = 120
const folder = emptyHome()
const path = join(folder, 'restore.db')
const faults: string[] = []
const outcomes = { before: 0, restored: 0 }
console.log(`seed ${options.seed}`)

try {
  await twitch(folder, 'mock-api', 'generate', '--db', path, '-c', String(USERS))
  const first = await startMock(folder, '--db', path)
  await post(first.url, '/units/snapshots', { name: 'saved' })
  const saved = digestOf(path)
  await first.stop()
  for (let kill = 0; kill < KILLS; kill++) await killOnce(kill, saved)
} finally {
  cleanUp()
}
console.log(
  `${KILLS} × kill -9: ${outcomes.before} times the state before, ${outcomes.restored} times the snapshot's, ` +
    `${faults.length} faults`,
)
for (const fault of faults.slice(0, 20)) console.log(fault)
process.exitCode = faults.length > 0 ? 1 : 0

async function killOnce(kill: number, saved: string): Promise<void> {
  const mock = await startMock(folder, '--db', path)
  const { data } = (await (await fetch(`${mock.url}/units/users`)).json()) as { data: { id: string }[] }
  // A user takes rows of many tables along.
  await fetch(`${mock.url}/units/users/${data[kill % data.length]!.id}`, { method: 'DELETE' })
  const before = digestOf(path)
  const restoring = post(mock.url, '/units/snapshots/saved/restore', {}).catch(() => {})
  await Bun.sleep((Bun.hash.xxHash32(`${options.seed}:${kill}`) / 2 ** 32) * WITHIN_MS)
  mock.child.kill(9)
  await Promise.all([mock.child.exited, restoring])
  const after = digestOf(path)
  if (after === before) outcomes.before++
  else if (after === saved) outcomes.restored++
  else faults.push(`kill ${kill}: the state is neither that before nor the snapshot's`)
  faults.push(...damageOf(path).map((damage) => `kill ${kill}: ${damage}`))
}

async function post(url: string, path: string, body: object): Promise<void> {
  const response = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
}

/** All rows but those that a start writes. */
function digestOf(path: string): string {
  const db = new Database(path, { readonly: true })
  const tables = db
    .query<{ name: string }, []>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .all()
    .filter(({ name }) => !/^(sqlite_.*|openings|state)$/.test(name))
  const digest = new Bun.CryptoHasher('sha256')
  for (const { name } of tables) {
    const order = db
      .query<{ name: string }, []>(`SELECT name FROM pragma_table_info('${name}')`)
      .all()
      .map((_, index) => index + 1)
    digest.update(`${name} ${JSON.stringify(db.query(`SELECT * FROM ${name} ORDER BY ${order}`).values())}`)
  }
  db.close()
  return digest.digest('hex')
}
