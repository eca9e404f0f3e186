import { keepAnswer } from '../http/kept-answer.ts'
import type { Declared } from './faults.ts'

type Effect = Declared['effect']

const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
}

const PARTS = 4
const PART_DELAY_MS = 250

/** The refusal that a fault answers with, in the shape of the app that was asked. */
export function faultedRefusal(
  request: Request,
  { status = 500, message, retry_after }: Effect,
  isAuth: boolean,
) {
  const error = REASONS[status] ?? 'Error'
  const said = { status, message: message ?? error }
  const body = isAuth ? said : { error, ...said }
  const headers = retry_after === undefined ? undefined : { 'Retry-After': String(retry_after) }
  keepAnswer(request, body, headers ?? {})
  return Response.json(body, { status, headers })
}

/** An answer whose body a fault has spoiled. */
export async function spoiled(response: Response, kind: NonNullable<Effect['body']>): Promise<Response> {
  const { status, headers } = response
  const text = await response.text()
  if (kind === 'html') {
    headers.set('Content-Type', 'text/html')
    return new Response('<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>', {
      status,
      headers,
    })
  }
  return new Response(bodies[kind](text), { status, headers })
}

const bodies = {
  empty: () => '',
  malformed: (text: string) => `${text.slice(0, -1)},`,
  // Without its end, so that the runtime closes the connection.
  truncated: (text: string) => streamed([text.slice(0, text.length / 2)], { isCut: true }),
  reset: () => streamed([], { isCut: true }),
  slow: (text: string) => streamed(partsOf(text), { isCut: false }),
}

function partsOf(text: string): string[] {
  const length = Math.ceil(text.length / PARTS)
  return Array.from({ length: PARTS }, (_, part) => text.slice(part * length, (part + 1) * length))
}

function streamed(parts: string[], { isCut }: { isCut: boolean }): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      await Bun.sleep(isCut ? 1 : PART_DELAY_MS)
      const part = parts.shift()
      if (part !== undefined) controller.enqueue(encoder.encode(part))
      else if (isCut) controller.error(new Error('a fault ends the connection'))
      else controller.close()
    },
  })
}
