import { announce } from './toasts.ts'

/** The server has refused a request: its status, and what it says. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
  }
}

/** A request that changes something. */
export interface Change {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the root, such as /units/follows. */
  path: string
  body?: unknown
  /** What Helix asks for besides. */
  headers?: Readonly<Record<string, string>>
}

/**
 * Asks the mock for JSON.
 *
 * @throws Refusal with what the server says; with status 0 if it is gone
 */
export async function get<T>(path: string, headers: Record<string, string> = {}): Promise<T> {
  return (await answerOf(path, { headers: { Accept: 'application/json', ...headers } })) as T
}

/**
 * Changes something, and shows which request did it.
 *
 * @throws Refusal with what the server says; with status 0 if it is gone
 */
export async function send<T>({ method, path, body, headers }: Change, done?: string): Promise<T> {
  const json =
    body === undefined ? { headers } : { body: JSON.stringify(body), headers: { ...jsonType, ...headers } }
  const answer = await answerOf(path, { method, ...json })
  announce({ text: done ?? `${method} ${path}`, curl: curlOf({ method, path, body, headers }) })
  return answer as T
}

/**
 * Asks the mock for JSON by a request that changes nothing, but has a body.
 *
 * @throws Refusal with what the server says; with status 0 if it is gone
 */
export async function ask<T>(path: string, body: unknown): Promise<T> {
  return (await answerOf(path, { method: 'POST', body: JSON.stringify(body), headers: jsonType })) as T
}

/** Changes something; a refusal is shown instead of thrown. Answers whether it was done. */
export async function attempt(change: Change, done?: string): Promise<boolean> {
  try {
    await send(change, done)
    return true
  } catch (error) {
    announce({ text: messageOf(error), curl: curlOf(change), isProblem: true })
    return false
  }
}

/** What went wrong, in a sentence. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** A request as a line for a shell. */
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

/** A text as one word of a shell. */
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
