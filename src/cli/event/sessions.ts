import { CliError } from '../errors.ts'
import { requireMock } from '../mock-server.ts'
import { print } from '../output.ts'
import { httpUrl } from '../values.ts'

const SESSIONS = '/units/eventsub_sessions'

/**
 * Changes one session of the mock server, or all of them.
 *
 * @throws CliError when there is no server or no session, or it refuses
 */
export async function changeSessions(mock: string, id: string | undefined, change: object): Promise<void> {
  const url = httpUrl(mock, '--mock')
  const ids = id ? [id] : await idsOf(url)
  if (ids.length === 0) throw new CliError('no client is connected to the mock server')
  for (const session of ids) {
    const path = `${SESSIONS}/${encodeURIComponent(session)}`
    await requireMock(url, path, { method: 'PATCH', body: change })
    print(`✔ ${session}`)
  }
}

async function idsOf(url: string): Promise<string[]> {
  const answer = await requireMock(url, SESSIONS)
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return data.map(({ id }) => id)
}
