import { isSameSecret } from '../lib/secrets.ts'
import { OAuthError, PortInUse } from './errors.ts'
import { type Page, renderPage } from './redirect-page.ts'

/** The redirect of a login, and the answer to the browser. */
export interface Callback {
  parameters: URLSearchParams
  /** Answers the browser with the outcome; until then the browser waits. */
  show(page: Page): void
}

/** A listener that waits for the redirect of one login. */
export interface RedirectListener {
  /** The port that it listens on. */
  port: number
  /** Resolves with the first redirect that has the right state. */
  callback: Promise<Callback>
  /** Stops listening, after the outcome has reached the browser. */
  close(): Promise<void>
}

/** The address to listen on, and the state to wait for. */
export interface RedirectListenerOptions {
  /** The address to listen on; by default all interfaces. */
  ip?: string
  port: number
  /** The state that the redirect must have. */
  state: string
}

/**
 * Listens for the redirect of one login. Any other request, such as for a favicon or the redirect of another login, is
 * answered with a page and has no effect, so that listening on all interfaces, as documented, is safe.
 *
 * @throws PortInUse; OAuthError if it cannot listen for another reason
 */
export function listenForRedirect({ ip, port, state }: RedirectListenerOptions): RedirectListener {
  const arrived = Promise.withResolvers<Callback>()
  const outcome = Promise.withResolvers<Page>()
  const server = bind(ip, port, async (request) => {
    const { pathname, searchParams: parameters } = new URL(request.url)
    if (pathname !== '/' || request.method !== 'GET') return renderPage(notFound)
    if (!parameters.has('state')) return renderPage(stillWaiting)
    if (!isSameSecret(parameters.get('state') ?? '', state)) return renderPage(otherLogin)
    // A repeated request gets the same answer.
    arrived.resolve({ parameters, show: outcome.resolve })
    return renderPage(await outcome.promise)
  })
  return {
    port: server.port ?? port,
    callback: arrived.promise,
    async close() {
      // A graceful stop lets the page arrive; a browser that keeps its connection open is cut off afterwards.
      const cut = setTimeout(() => server.stop(true), 500)
      await server.stop()
      clearTimeout(cut)
    },
  }
}

const notFound: Page = {
  kind: 'neutral',
  status: 404,
  title: 'Not found',
  text: 'Only a login is expected here.',
}
const stillWaiting: Page = {
  kind: 'neutral',
  status: 404,
  title: 'Waiting',
  text: 'The login is not finished. Go on in the window where it was started.',
}
const otherLogin: Page = {
  kind: 'neutral',
  status: 400,
  title: 'Not this login',
  text: 'This answer belongs to another login (state mismatch), so it was ignored. The terminal goes on waiting.',
}

type Handler = (request: Request) => Promise<Response>

function bind(ip: string | undefined, port: number, fetch: Handler): Bun.Server<undefined> {
  // "::" is all interfaces with IPv6 and IPv4; a machine without IPv6 has only 0.0.0.0.
  const addresses = ip ? [ip] : ['::', '0.0.0.0']
  for (const [index, hostname] of addresses.entries()) {
    try {
      return Bun.serve({ hostname, port, fetch, idleTimeout: 0, error: () => renderPage(failed) })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EADDRINUSE') throw new PortInUse(port)
      if (index < addresses.length - 1) continue
      throw new OAuthError(`cannot listen on ${hostname} port ${port}${code ? ` (${code})` : ''}`)
    }
  }
  throw new OAuthError('there is no address to listen on')
}

const failed: Page = { kind: 'failure', status: 500, title: 'Something failed', text: 'See the terminal.' }
