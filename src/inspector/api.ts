import { announce } from './toasts.ts'

/** The error for a refused request, with the status and the message of the server. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** A writing request. */
export interface Change {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** The path from the root, such as /units/follows. */
  path: string
  body?: unknown
  /** The additional headers of Helix. */
  headers?: Readonly<Record<string, string>>
}

/**
 * Fetches JSON from the mock.
 *
 * @throws Refusal with the server's message; with status 0 if it is gone
 */
export async function get<T>(path: string, headers: Record<string, string> = {}): Promise<T> {
  return (await answerOf(path, { headers: { Accept: 'application/json', ...headers } })) as T
}

/**
 * Sends a writing request, and shows it in a toast.
 *
 * @throws Refusal with the server's message; with status 0 if it is gone
 */
export async function send<T>({ method, path, body, headers }: Change, done?: string): Promise<T> {
  const json =
    body === undefined ? { headers } : { body: JSON.stringify(body), headers: { ...jsonType, ...headers } }
  const answer = await answerOf(path, { method, ...json })
  announce({ text: done ?? `${method} ${path}`, curl: curlOf({ method, path, body, headers }) })
  return answer as T
}

/**
 * Fetches JSON by a request with a body that writes nothing.
 *
 * @throws Refusal with the server's message; with status 0 if it is gone
 */
export async function ask<T>(path: string, body: unknown): Promise<T> {
  return (await answerOf(path, { method: 'POST', body: JSON.stringify(body), headers: jsonType })) as T
}

/** Sends a writing request, and shows a refusal in a toast instead of throwing it. Returns whether it succeeded. */
export async function attempt(change: Change, done?: string): Promise<boolean> {
  try {
    await send(change, done)
    return true
  } catch (error) {
    announce({ text: messageOf(error), curl: curlOf(change), isProblem: true })
    return false
  }
}

/** The message of an error. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A request as a curl command. */
export function curlOf({
  method,
  path,
  body,
  headers = {},
}: Omit<Change, 'method'> & { method: string }): string {
  const given = Object.entries(headers).map(([name, value]) => ` -H ${quoted(`${name}: ${value}`)}`)
  const url = quoted(`${location.origin}${path}`) + given.join('')
  const isUsual = method === (body === undefined ? 'GET' : 'POST')
  const way = isUsual ? '' : ` -X ${method}`
  if (body === undefined) return `curl${way} ${url}`
  return `curl${way} ${url} -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(body))}`
}

/** A text quoted for a shell. */
export const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`

const jsonType = { 'Content-Type': 'application/json' }

async function answerOf(path: string, init: RequestInit): Promise<unknown> {
  const response = await fetch(path, init).catch(() => {
    throw new Refusal(0, 'The server does not answer.')
  })
  const text = await response.text()
  const body = response.headers.get('content-type')?.includes('json') && text ? JSON.parse(text) : text
  if (response.ok) return body
  throw new Refusal(response.status, body?.message ?? `${response.status} ${response.statusText}`)
}
