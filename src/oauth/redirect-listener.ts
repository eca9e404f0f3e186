import { isSameSecret } from '../lib/secrets.ts'
import { OAuthError, PortInUse } from './errors.ts'
import { type Page, renderPage } from './redirect-page.ts'

/** The redirect that was waited for, and how to answer the browser. */
export interface Callback {
  parameters: URLSearchParams
  /** Shows the outcome; until it is called the browser waits. */
  show(page: Page): void
}

/** A listener that waits for the redirect of one login. */
export interface RedirectListener {
  /** The port that was bound. */
  port: number
  /** Resolves with the first callback that carries the right state. */
  callback: Promise<Callback>
  /** Stops listening, after the outcome has reached the browser. */
  close(): Promise<void>
}

/** The address to listen on, and the state to wait for. */
export interface RedirectListenerOptions {
  /** Where to bind; without it, all interfaces. */
  ip?: string
  port: number
  /** What the callback must carry to count. */
  state: string
}

/**
 * Listens for the one redirect of a login. Any other request, be it a favicon, a scanner or the redirect of another
 * login, gets a page that says so and changes nothing; that is why all interfaces may be bound, as is documented.
 *
 * @throws PortInUse; OAuthError when the address cannot be bound for another reason
 */
export function listenForRedirect({ ip, port, state }: RedirectListenerOptions): RedirectListener {
  const arrived = Promise.withResolvers<Callback>()
  const outcome = Promise.withResolvers<Page>()
  const server = bind(ip, port, async (request) => {
    const { pathname, searchParams: parameters } = new URL(request.url)
    if (pathname !== '/' || request.method !== 'GET') return renderPage(notFound)
    if (!parameters.has('state')) return renderPage(stillWaiting)
    if (!isSameSecret(parameters.get('state') ?? '', state)) return renderPage(otherLogin)
    // A browser that repeats the request gets the same answer.
    arrived.resolve({ parameters, show: outcome.resolve })
    return renderPage(await outcome.promise)
  })
  return {
    port: server.port ?? port,
    callback: arrived.promise,
    async close() {
      // Graceful, so that the page gets through; but a browser that holds its connection is not waited for.
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
  // "::" is all interfaces of both kinds; a machine without IPv6 has only 0.0.0.0.
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
