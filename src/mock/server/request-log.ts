import type { Awaitable } from '../../lib/then.ts'
import type { Exchange } from './exchange.ts'

/** The log record of a request, without query, headers and body, since these contain tokens and secrets. */
export interface RequestRecord {
  method: string
  path: string
  status: number
  /** Milliseconds until the answer was ready. */
  duration: number
  /** The message of a refusal. */
  message?: string
}

/** The log of requests. */
export interface RequestLog {
  /** Takes each request once it is answered. */
  report: (record: RequestRecord) => void
  /** Whether to read and report the messages of refusals. */
  detailed?: boolean
}

/** Reports a request that was answered, `began` milliseconds ago by the clock of performance.now(). */
export function reportRequest(
  { report, detailed }: RequestLog,
  { received: { method }, path }: Exchange,
  response: Response,
  began: number,
): Awaitable<Response> {
  const { status } = response
  const record = { method, path, status, duration: performance.now() - began }
  if (!detailed || status < 400) {
    report(record)
    return response
  }
  return messageOf(response).then((message) => {
    report({ ...record, message })
    return response
  })
}

async function messageOf(response: Response): Promise<string | undefined> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return undefined
  // A spoiled body has no message.
  const body = await response
    .clone()
    .json()
    .catch(() => ({}))
  return (body as { message?: string }).message
}
