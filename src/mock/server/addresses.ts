/** The error for a port that is taken; `free` is the next free port. */
export class PortInUse extends Error {
  constructor(
    readonly port: number,
    readonly free: number | undefined,
  ) {
    super(`port ${port} is already in use`)
  }
}

/** A listener on one address. */
interface Listener {
  readonly port?: number
  stop(closeActiveConnections?: boolean): unknown
}

const LOOPBACK = ['127.0.0.1', '::1']
const PORTS_TO_TRY = 100

/**
 * Listens on an address or, by default, on both loopback addresses, since `localhost` may resolve to either.
 *
 * @param port 0 for a free one, the same on all addresses
 * @throws PortInUse
 */
export function listenOn<L extends Listener>(
  { host, port }: { host?: string; port: number },
  listen: (hostname: string, port: number) => L,
): L[] {
  const listeners: L[] = []
  try {
    for (const hostname of host ? [host] : LOOPBACK) {
      try {
        listeners.push(listen(hostname, listeners[0]?.port ?? port))
      } catch (error) {
        if (!(hostname === '::1' && isMissingAddress(error))) throw error
      }
    }
  } catch (error) {
    for (const listener of listeners) listener.stop(true)
    if ((error as { code?: string }).code === 'EADDRINUSE') throw new PortInUse(port, freePort(port, host))
    throw error
  }
  return listeners
}

/** Whether an address does not exist, such as that of IPv6 on a machine without it, which is then skipped. */
function isMissingAddress(error: unknown): boolean {
  const { code, message = '' } = error as { code?: string; message?: string }
  return code !== 'EADDRINUSE' || /EADDRNOTAVAIL|EAFNOSUPPORT/.test(message)
}

function freePort(taken: number, hostname = '127.0.0.1'): number | undefined {
  for (let port = taken + 1; port <= Math.min(taken + PORTS_TO_TRY, 65_535); port++) {
    try {
      Bun.serve({ hostname, port, fetch: () => new Response() }).stop(true)
      return port
    } catch {}
  }
}
