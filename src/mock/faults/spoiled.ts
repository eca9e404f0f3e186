import type { Fault } from './faults.ts'

type Kind = NonNullable<Fault['effect']['body']>

const PARTS = 4
const PART_DELAY_MS = 250

/** An answer with a spoiled body. An answer without a body gets one, so that there is something to spoil. */
export async function spoiled(response: Response, kind: Kind): Promise<Response> {
  const { status, headers } = response
  const bytes = await response.bytes()
  if (kind === 'html') headers.set('Content-Type', 'text/html')
  else if (!headers.has('Content-Type')) headers.set('Content-Type', 'application/json')
  const body = bodies[kind](bytes)
  return new Response(body, { status: body && WITHOUT_BODY.has(status) ? 200 : status, headers })
}

const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 304])

const PAGE = '<!doctype html><title>502 Bad Gateway</title><h1>502 Bad Gateway</h1>'

const bodies = {
  empty: () => null,
  html: () => PAGE,
  malformed: (bytes: Uint8Array) => `${new TextDecoder().decode(bytes).slice(0, -1)},`,
  // The stream fails before its end, so that the runtime closes the connection.
  truncated: (bytes: Uint8Array) => streamed([bytes.slice(0, bytes.length / 2)], { isCut: true }),
  // The stream fails before anything is sent, even the status.
  reset: () => new ReadableStream<Uint8Array>({ start: (controller) => controller.error() }),
  slow: (bytes: Uint8Array) => (bytes.length > 0 ? streamed(partsOf(bytes), { isCut: false }) : null),
}

function partsOf(bytes: Uint8Array): Uint8Array[] {
  const length = Math.ceil(bytes.length / PARTS)
  return Array.from({ length: PARTS }, (_, part) => bytes.slice(part * length, (part + 1) * length))
}

function streamed(parts: Uint8Array[], { isCut }: { isCut: boolean }): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      await Bun.sleep(isCut ? 1 : PART_DELAY_MS)
      const part = parts.shift()
      // The error has no reason, since the runtime would print it with its stack on stderr.
      if (part === undefined) return controller.error()
      controller.enqueue(part)
      if (parts.length === 0 && !isCut) controller.close()
    },
  })
}
