import { readBytes } from '../../lib/body.ts'
import type { Awaitable } from '../../lib/then.ts'
import { keepAnswer } from '../http/kept-answer.ts'
import { keepBody, keptBody } from '../http/received-body.ts'
import type { Fault, Match, RequestProperties } from './faults.ts'
import type { NamedAnswer } from './named-effects.ts'
import { spoiled } from './spoiled.ts'

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

/** Answers a request without a fault. */
export type Answer = (request: Request) => Awaitable<Response>

/**
 * Answers a request to which a fault applies, with the fault's ID in the header X-Mock-Fault.
 *
 * @param stopping aborts the fault's delay
 */
export async function faulted(
  { fault, answer = {}, properties }: Match,
  next: Answer,
  stopping: AbortSignal,
): Promise<Response> {
  const { delay_ms = 0, body, ...effect } = fault.effect
  const { request } = properties
  if (delay_ms > 0) await waited(delay_ms, AbortSignal.any([request.signal, stopping]))
  const { status = answer.status, message = answer.message, retry_after } = effect
  const denied = answer.decision ? await withDecision(properties, answer.decision) : request
  const said = { status, message, retry_after, error: answer.error }
  const response = status ? await refusal(properties, { ...said, status }) : await next(denied)
  const kind = body ?? answer.body
  const shown = kind ? await spoiled(response, kind) : response
  shown.headers.set('X-Mock-Fault', fault.id)
  return shown
}

function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, signal.aborted ? 0 : milliseconds)
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise.finally(() => clearTimeout(timer))
}

interface Refusal extends Pick<Fault['effect'], 'message' | 'retry_after'>, Pick<NamedAnswer, 'error'> {
  status: number
}

/** A refusal in the shape of the requested API. It reads the body for the journal, since no app does. */
async function refusal(
  { request, api }: RequestProperties,
  { status, message, retry_after, error }: Refusal,
) {
  if (!keptBody(request)) keepBody(request, await readBytes(request).catch(() => new Uint8Array()))
  const reason = REASONS[status] ?? 'Error'
  const said = { status, message: message ?? reason }
  const body = api === 'auth' ? { ...said, ...(error && { error }) } : { error: reason, ...said }
  const headers = {
    ...(api === 'auth' && { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }),
    ...(retry_after !== undefined && { 'Retry-After': String(retry_after) }),
  }
  keepAnswer(request, body, headers)
  return Response.json(body, { status, headers })
}

/** The request that the consent page's form would send for a decision of the user. */
async function withDecision({ request, parameters }: RequestProperties, decision: string): Promise<Request> {
  const { origin, pathname } = new URL(request.url)
  const given = Object.entries({ ...parameters, decision }).filter((pair): pair is [string, string] =>
    Boolean(pair[1]),
  )
  const headers = new Headers(request.headers)
  for (const name of ['Content-Length', 'Content-Type']) headers.delete(name)
  return new Request(origin + pathname, { method: 'POST', headers, body: new URLSearchParams(given) })
}
