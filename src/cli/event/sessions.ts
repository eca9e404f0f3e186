import { CliError } from '../errors.ts'
import { print } from '../output.ts'
import { httpUrl } from '../values.ts'

/**
 * Changes one session of the mock server, or all of them.
 *
 * @throws CliError when there is no server or no session, or it refuses
 */
export async function changeSessions(mock: string, id: string | undefined, change: object): Promise<void> {
  const url = `${httpUrl(mock, '--mock')}/units/eventsub_sessions`
  const ask = async (address: string, init?: RequestInit) => {
    const response = await fetch(address, init).catch(() => undefined)
    if (!response)
      throw new CliError(`no mock server answers at ${mock}`, 'start it with "twitch mock-api start"')
    const body = (await response.json().catch(() => ({}))) as { message?: string; data?: { id: string }[] }
    if (!response.ok) throw new CliError(`the mock server refused: ${body.message ?? response.status}`)
    return body
  }
  const ids = id ? [id] : ((await ask(url)).data ?? []).map((session) => session.id)
  if (ids.length === 0) throw new CliError('no client is connected to the mock server')
  for (const session of ids) {
    await ask(`${url}/${encodeURIComponent(session)}`, { method: 'PATCH', body: JSON.stringify(change) })
    print(`✔ ${session}`)
  }
}
