import { CliError } from '../../errors.ts'
import { requireMock } from '../../mock-server.ts'
import { print } from '../../output.ts'
import { httpUrl } from '../../values.ts'

const SESSIONS = 'eventsub_sessions'

/**
 * Changes one session of the mock server, or all of them.
 *
 * @throws CliError without a server or a session, or if the server refuses
 */
export async function changeSessions(mock: string, id: string | undefined, change: object): Promise<void> {
  const ids = id ? [id] : await sessionIds(mock)
  if (ids.length === 0) throw new CliError('no client is connected to the mock server')
  for (const session of ids) await changeUnit(mock, SESSIONS, session, change)
}

/**
 * Changes a subscription of the mock server.
 *
 * @throws CliError without a server or the subscription, or if the server refuses
 */
export const changeSubscription = (mock: string, id: string, change: object): Promise<void> =>
  changeUnit(mock, 'eventsub_subscriptions', id, change)

async function changeUnit(mock: string, unit: string, id: string, body: object): Promise<void> {
  const path = `/units/${unit}/${encodeURIComponent(id)}`
  await requireMock(httpUrl(mock, '--mock'), path, { method: 'PATCH', body })
  print(`✔ ${id}`)
}

async function sessionIds(mock: string): Promise<string[]> {
  const answer = await requireMock(httpUrl(mock, '--mock'), `/units/${SESSIONS}`)
  const { data } = (await answer.json()) as { data: { id: string }[] }
  return data.map(({ id }) => id)
}
