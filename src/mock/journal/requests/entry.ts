import type { Caller } from '../../access/auth.ts'
import type { KeptAnswer } from '../../http/kept-answer.ts'
import { KEPT_BYTES } from '../../http/received-body.ts'
import { redactedBody, redactedForm, redactedHeaders } from '../redaction.ts'

/**
 * A request and its answer as the journal keeps them: references to existing objects, so that a journal that nobody
 * reads costs almost nothing. It must not refer to the Request, which would keep its socket's memory alive.
 */
export interface Exchange {
  id: number
  /** When the request was answered, by the mock's clock. */
  at: Date
  method: string
  /** The URL that the client sent. */
  url: string
  /** The canonical path, which the apps get. */
  path: string
  headers: Headers
  body: Uint8Array | undefined
  caller: Caller | undefined
  answer: KeptAnswer | undefined
  status: number
  /** Milliseconds until the answer was ready. */
  duration: number
}

/** Finds the name of a request's operation. */
export type Named = (request: { method: string; url: string }) => Name

/** The operation of a request, or the nearest route if it has none. */
export interface Name {
  operation?: string
  nearest?: string
}

/** An exchange as the journal's API answers it. */
export interface RequestEntry {
  id: number
  at: string
  method: string
  path: string
  /** The query as the client sent it, without the question mark. */
  query: string
  operation: string | null
  /** The nearest route, if the request has no operation. */
  nearest: string | null
  client_id: string | null
  /** The token's user; null for an app access token and for a refused token. */
  user_id: string | null
  status: number
  /** The message of a refusal. */
  refusal: string | null
  ms: number
  request: Message
  response: Message
}

interface Message {
  headers: Record<string, string>
  body: unknown
}

/** The entry of an exchange, without secrets. */
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

/** The client that an unauthenticated request names in its headers, query or body. */
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
