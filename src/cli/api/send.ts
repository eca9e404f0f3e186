import { CliError } from '../errors.ts'
import { noMockServer } from '../mock-server.ts'
import type { Caller } from './caller.ts'
import type { ApiRequest } from './request.ts'

/** An answer of the API. */
export interface ApiAnswer {
  request: Request
  status: number
  statusText: string
  headers: Headers
  text: string
  /** The parsed text; undefined if it is not JSON. */
  json: unknown
}

const TIMEOUT_MS = 30_000

/**
 * Sends a request and reads the answer, without following redirects.
 *
 * @param query additional parameters
 * @throws CliError if there is no answer
 */
export async function send(
  { url, clientId, token, mock }: Caller,
  { method, path, query, headers, body }: ApiRequest,
  more: Readonly<Record<string, string>> = {},
): Promise<ApiAnswer> {
  const target = new URL(url + path)
  for (const [name, value] of query) if (!(name in more)) target.searchParams.append(name, value)
  for (const [name, value] of Object.entries(more)) target.searchParams.set(name, value)
  const all = new Headers({ 'Client-Id': clientId, Authorization: `Bearer ${token}` })
  if (body !== undefined) all.set('Content-Type', 'application/json')
  for (const [name, value] of headers) all.set(name, value)
  const request = new Request(target.href, { method, headers: all, body })
  try {
    const response = await fetch(request, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) })
    const text = await response.text()
    const { status, statusText } = response
    return { request, status, statusText, headers: response.headers, text, json: parsed(text) }
  } catch (error) {
    if (mock) throw noMockServer(mock)
    // The error's own message is not used, since it may quote the request with its secrets.
    const { name, code } = error as { name?: string; code?: string }
    const reason = name === 'TimeoutError' ? 'no answer in time' : (code ?? 'the connection failed')
    throw new CliError(`cannot reach ${target.host}: ${reason}`)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
