import type { ArgsDef } from 'citty'
import { MOCK_SERVER_URL } from '../twitch/urls.ts'
import { CliError } from './errors.ts'

/** The flag of every command that asks a running mock server for something. */
export const mockFlag = {
  mock: { type: 'string', default: MOCK_SERVER_URL, description: 'The mock server', valueHint: 'URL' },
} as const satisfies ArgsDef

/**
 * Sends a request to a running mock server; a `body` goes as JSON.
 *
 * @throws CliError if no server answers, or if it refuses
 */
export async function requestMock(
  mock: string,
  method: string,
  path: string,
  body?: object,
): Promise<Response> {
  const base = mock.replace(/\/+$/, '')
  const request = { method, body: body && JSON.stringify(body), timeout: false }
  const response = await fetch(`${base}${path}`, request).catch(() => {
    throw new CliError(
      `no mock server answers at ${base}`,
      'start it with "twitch mock-api start", or give --mock URL',
    )
  })
  if (response.ok) return response
  const answer = (await response.json().catch(() => ({}))) as { message?: string }
  throw new CliError(`the mock server refused: ${answer.message ?? response.status}`)
}
