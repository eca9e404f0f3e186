import type { ArgsDef } from 'citty'
import { CliError } from '../errors.ts'
import { httpUrl, portValue } from '../values.ts'

/** The flags of every command that asks something of a running mock server. */
export const serverFlags = {
  port: {
    type: 'string',
    alias: 'p',
    default: '8080',
    description: 'Port that the mock server listens on',
    valueHint: 'PORT',
  },
  mock: {
    type: 'string',
    description: 'The mock server, instead of a port of this machine',
    valueHint: 'URL',
  },
} as const satisfies ArgsDef

interface ServerArgs {
  port: string
  mock?: string
}

/**
 * The answer of a running mock server.
 *
 * @throws CliError if there is none, and with the server's own words if it refuses
 */
export async function askServer(
  { port, mock }: ServerArgs,
  path: string,
  request: { method?: string; body?: object } = {},
): Promise<Response> {
  const url =
    mock === undefined ? `http://localhost:${portValue(port, '-p, --port')}` : httpUrl(mock, '--mock')
  const { method = 'GET', body } = request
  const response = await fetch(`${url}${path}`, { method, body: body && JSON.stringify(body) }).catch(() => {
    throw new CliError(
      `no mock server answers at ${url}`,
      'start it with "twitch mock-api start", or say where it is with -p or --mock',
    )
  })
  if (response.ok) return response
  const { message } = (await response.json().catch(() => ({}))) as { message?: string }
  throw new CliError(message ?? `the mock server answered ${response.status}`)
}
