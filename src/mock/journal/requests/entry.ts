import type { Caller } from '../../access/auth.ts'
import type { KeptAnswer } from '../../http/kept-answer.ts'
import { KEPT_BYTES } from '../../http/received-body.ts'
import { redactedBody, redactedForm, redactedHeaders } from '../redaction.ts'

/**
 * What is kept of an exchange: references to what is there anyway, so that a journal that nobody reads costs next to
 * nothing. A Request is not among them: the runtime lets go of it, and of its socket's memory, only with the last one.
 */
export interface Exchange {
  id: number
  /** When it was answered, by the mock's clock. */
  at: Date
  method: string
  /** As the client sent it. */
  url: string
  /** As the apps saw it. */
  path: string
  headers: Headers
  body: Uint8Array | undefined
  caller: Caller | undefined
  answer: KeptAnswer | undefined
  status: number
  /** Milliseconds until the answer was ready. */
  duration: number
}

/** What names the operation of a request. */
export type Named = (request: { method: string; url: string }) => Name

/** What a request is among the operations: its own, or the one that it most likely means. */
export interface Name {
  operation?: string
  nearest?: string
}

/** An exchange as the journal tells it. */
export interface RequestEntry {
  id: number
  at: string
  method: string
  path: string
  /** As it was sent, without the question mark. */
  query: string
  operation: string | null
  /** The route that was nearest, if the request met none. */
  nearest: string | null
  client_id: string | null
  /** Null for an app access token, and where the token was refused. */
  user_id: string | null
  status: number
  /** Why it was refused. */
  refusal: string | null
  ms: number
  request: Message
  response: Message
}

interface Message {
  headers: Record<string, string>
  body: unknown
}

/** Writes an exchange as the journal tells it, without secrets. */
export function entryOf(exchange: Exchange, nameOf: Named): RequestEntry {
  const { id, at, method, headers, caller, status, duration } = exchange
  const answer = exchange.answer ?? { body: null, headers: {} }
  const { pathname, search } = new URL(exchange.url)
  const { operation = null, nearest = null } = nameOf({ method, url: exchange.path })
  const text = exchange.body ? new TextDecoder().decode(exchange.body) : ''
  const body = redactedBody((JSON.stringify(answer.body) ?? '').slice(0, KEPT_BYTES))
  return {
    id,
    at: at.toISOString(),
    method,
    path: pathname,
    query: redactedForm(search).slice(1),
    operation,
    nearest,
    client_id: caller?.client_id ?? clientOf(headers, search, text),
    user_id: caller?.user_id || null,
    status,
    refusal: status < 400 ? null : messageOf(body),
    ms: Math.round(duration * 1000) / 1000,
    request: {
      headers: redactedHeaders(headers),
      body: redactedBody(text, headers.get('content-type') ?? ''),
    },
    response: { headers: redactedHeaders(new Headers(answer.headers as Record<string, string>)), body },
  }
}

/** Which client a request names that carried no token, or one that was refused. */
function clientOf(headers: Headers, search: string, body: string): string | null {
  const inBody = /(?:^|&)client_id=([^&]*)|"client_id"\s*:\s*"([^"]*)"/.exec(body)
  return (
    headers.get('client-id') ??
    new URLSearchParams(search).get('client_id') ??
    inBody?.[1] ??
    inBody?.[2] ??
    null
  )
}

function messageOf(body: unknown): string | null {
  const { message } = (body ?? {}) as { message?: unknown }
  return typeof message === 'string' ? message : null
}
