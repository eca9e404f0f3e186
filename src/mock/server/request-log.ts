import { pathAndQueryOf } from './request-path.ts'

/** What is told of a request: never its query, headers or body, where tokens and secrets travel. */
export interface RequestRecord {
  method: string
  path: string
  status: number
  /** Milliseconds until the answer was ready. */
  duration: number
  /** Why it was refused. */
  message?: string
}

type Fetch = (request: Request) => Promise<Response>

/** Reports each request once it is answered; the answer's message is read only if `detailed`. */
export function logged(
  fetch: Fetch,
  report: (record: RequestRecord) => void,
  { detailed }: { detailed: boolean },
): Fetch {
  return async (request) => {
    const began = performance.now()
    const response = await fetch(request)
    const { status } = response
    const duration = performance.now() - began
    const message = detailed && status >= 400 ? await messageOf(response) : undefined
    report({ method: request.method, path: pathOf(request.url), status, duration, message })
    return response
  }
}

function pathOf(url: string): string {
  const [path = ''] = pathAndQueryOf(url).split('?', 1)
  return path
}

async function messageOf(response: Response): Promise<string | undefined> {
  if (!response.headers.get('content-type')?.startsWith('application/json')) return undefined
  const body = (await response.clone().json()) as { message?: string }
  return body.message
}
