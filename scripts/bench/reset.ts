import { join } from 'node:path'
import { startMock, twitch } from '../../tests/support/binary.ts'

/** What is written between two resets: a test of a bot does as much. */
const WRITES = 10

/**
 * How long POST /units/reset takes on a world of so many users, and how long a test of some writes with a reset before
 * it: milliseconds, in a file and in memory.
 */
export async function resets(
  folder: string,
  count: number,
  rounds: number,
): Promise<Record<string, number[]>> {
  const times: Record<string, number[]> = {}
  for (const db of [join(folder, `reset-${count}.db`), ':memory:']) {
    if (db !== ':memory:') await twitch(folder, 'mock-api', 'generate', '--db', db, '-c', String(count))
    const mock = await startMock(folder, '--db', db, '-c', String(count))
    const where = db === ':memory:' ? 'memory' : 'file'
    times[where] = []
    for (let round = 0; round <= rounds; round++) {
      await someWrites(mock.url, round)
      const began = performance.now()
      const { status } = await fetch(`${mock.url}/units/reset`, { method: 'POST' })
      if (status !== 204) throw new Error(`a reset answers ${status}`)
      // The first one finds nothing prepared.
      if (round > 0) times[where].push(performance.now() - began)
    }
    await mock.stop()
  }
  return times
}

async function someWrites(url: string, round: number): Promise<void> {
  const { data } = (await (await fetch(`${url}/units/users?first=${WRITES}`)).json()) as {
    data: { id: string }[]
  }
  const post = (unit: string, body: object) =>
    fetch(`${url}/units/${unit}`, { method: 'POST', body: JSON.stringify(body) })
  await post('users', { login: `reset${round}`, display_name: `reset${round}` })
  for (const { id } of data.slice(1)) {
    await fetch(`${url}/units/users/${id}`, {
      method: 'PATCH',
      body: JSON.stringify({ description: `${round}` }),
    })
  }
  await fetch(`${url}/units/users/${data.at(-1)!.id}`, { method: 'DELETE' })
}
