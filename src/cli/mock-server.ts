import type { ArgsDef } from 'citty'
import { MOCK_SERVER_URL } from '../twitch/urls.ts'
import { CliError } from './errors.ts'
import { httpUrl, portValue } from './values.ts'
import { withVariables } from './variables.ts'

/** The flag for the port of the mock server. */
export const portFlag = (description: string) =>
  withVariables({
    port: { type: 'string', alias: 'p', default: '8080', description, valueHint: 'PORT' },
  })

/** The flag of every command that uses a running mock server. */
export const mockFlag = {
  mock: { type: 'string', default: MOCK_SERVER_URL, description: 'The mock server', valueHint: 'URL' },
} as const satisfies ArgsDef

/** The flags for the address of the mock server: a port of this machine, or a URL. */
export const serverFlags = {
  ...portFlag('Port that the mock server listens on'),
  mock: {
    type: 'string',
    description: 'The mock server, instead of a port of this machine',
    valueHint: 'URL',
  },
} as const satisfies ArgsDef

/**
 * The URL of the mock server by these flags.
 *
 * @throws CliError for an invalid port or URL
 */
export const serverOf = ({ mock, port }: { mock?: string; port: string }): string =>
  httpUrl(mock ?? `http://localhost:${portValue(port, '-p, --port')}`, '--mock')

/** The options of a request to the mock server; a `body` is sent as JSON. */
interface MockRequest {
  method?: string
  body?: object
}

/** The error of a command that finds no mock server at a URL. */
export const noMockServer = (url: string) =>
  new CliError(
    `no mock server answers at ${url}`,
    'start it with "twitch mock-api start", or give --mock=URL',
  )

/**
 * The answer of a running mock server; undefined if there is none.
 *
 * @throws CliError with the server's own words if it refuses
 */
export async function askMock(
  url: string,
  path: string,
  { method = 'GET', body }: MockRequest = {},
): Promise<Response | undefined> {
  // A streamed answer may last as long as the server runs.
  const request = { method, body: body && JSON.stringify(body), timeout: false }
  const response = await fetch(`${url}${path}`, request).catch(() => undefined)
  if (!response || response.ok) return response
  const { message } = (await response.json().catch(() => ({}))) as { message?: string }
  throw new CliError(`the mock server refused: ${message ?? response.status}`)
}

/**
 * The answer of a running mock server.
 *
 * @throws CliError if there is none, and with the server's own words if it refuses
 */
export async function requireMock(url: string, path: string, request?: MockRequest): Promise<Response> {
  const response = await askMock(url, path, request)
  if (response) return response
  throw noMockServer(url)
}
