import { type TypeCheck, TypeCompiler } from '@sinclair/typebox/compiler'
import type { Contract } from '../../../src/mock/http/validation.ts'
import type { Exact, Target } from './target.ts'

/** Longer than any request may take. */
const PATIENCE_MS = 5_000

export interface Answer {
  status: number
  headers: Headers
  text: string
  /** Milliseconds. */
  took: number
}

/** Sends a request, in process; undefined if no answer comes. */
export async function answerTo(
  target: Target,
  { method, url, headers, body }: Exact,
): Promise<Answer | undefined> {
  const began = performance.now()
  const request = new Request(url, {
    method,
    headers,
    body: body === undefined ? undefined : Buffer.from(body, 'latin1'),
  })
  let timer: Timer | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS)
  })
  const whole = Promise.resolve(target.mock.fetch(request)).then(async (response) => {
    const { status, headers } = response
    return { status, headers, text: await response.text(), took: performance.now() - began }
  })
  try {
    return await Promise.race([whole, late])
  } finally {
    clearTimeout(timer)
  }
}

/** What is wrong with an answer; undefined if it is as documented. */
export function faultOf(target: Target, exact: Exact, answer: Answer | undefined): string | undefined {
  if (!answer || answer.took > PATIENCE_MS) return 'hangs'
  const { status, headers, text } = answer
  if (status >= 500) return `answers ${status}: ${String((target.faults.at(-1) as Error)?.stack ?? text)}`
  if (exact.method === 'HEAD' || exact.method === 'OPTIONS') return text ? 'has a body' : undefined
  if (status === 204 || status === 302) return text ? 'has a body' : undefined
  const type = headers.get('content-type') ?? ''
  const body = type.startsWith('application/json') ? parsed(text) : undefined
  const app = appOf(new URL(exact.url).pathname)
  if (status >= 400) return malformedRefusal(app, status, type, body)
  if (type.startsWith('application/json') && body === undefined) return 'is not JSON'
  return app === 'helix' ? brokenContract(target, exact, status, body) : undefined
}

function malformedRefusal(app: string, status: number, type: string, body: unknown): string | undefined {
  // A person who mistyped the code of a device gets the page again.
  if (app === 'auth' && status === 400 && type.startsWith('text/html')) return undefined
  const members = Object.keys((body as object) ?? {}).sort()
  const wanted = app === 'auth' ? ['message', 'status'] : ['error', 'message', 'status']
  const { status: told, message } = (body ?? {}) as { status?: number; message?: string }
  const fits =
    Bun.deepEquals(members, wanted) && told === status && typeof message === 'string' && message !== ''
  return fits ? undefined : `refuses ${status} in another shape: ${type} ${JSON.stringify(body)}`
}

const checks = new WeakMap<object, TypeCheck<never>>()

function brokenContract(target: Target, exact: Exact, status: number, body: unknown): string | undefined {
  const path = new URL(exact.url).pathname.replace(/\/$/, '')
  const route = target.mock.helix.routes.find((route) => route.method === exact.method && route.path === path)
  const declared = route?.hooks.response as Contract<never> | Record<number, Contract<never>> | undefined
  const schema = declared && ('schema' in declared ? declared : declared[status])?.schema
  if (!schema) return undefined
  const check = checks.get(schema) ?? TypeCompiler.Compile(schema)
  checks.set(schema, check)
  if (check.Check(body)) return undefined
  const { path: where, message, value } = check.Errors(body).First()!
  return `breaks its contract at ${where}: ${message}, but is ${JSON.stringify(value)}`
}

function appOf(pathname: string): 'helix' | 'auth' | 'units' | 'other' {
  const [, first = ''] = pathname.split('/')
  if (['auth', 'oauth2', 'activate'].includes(first)) return 'auth'
  if (first === 'units') return 'units'
  return first === 'mock' || first === 'helix' ? 'helix' : 'other'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
