import type { Server, ServerWebSocket, WebSocketHandler } from 'bun'
import type { Connection, Socket } from '../eventsub/websocket/connection.ts'
import type { Pipeline } from './pipeline.ts'

export interface ListenOptions {
  port: number
  /** One address; both loopback addresses by default. */
  host?: string
  fetch: Pipeline
}

export interface Listening {
  port: number
  /** Lets the requests in flight finish. */
  stop(): Promise<void>
}

/** The port is taken; `free` is the next one that is not. */
export class PortInUse extends Error {
  constructor(
    readonly port: number,
    readonly free: number | undefined,
  ) {
    super(`port ${port} is already in use`)
  }
}

const LOOPBACK = ['127.0.0.1', '::1']
const PORTS_TO_TRY = 100

/** More than any route takes, so that a body that is too large is refused in the app's own words. */
const MAXIMUM_BODY_BYTES = 8 * 1024 * 1024

/**
 * Listens on an address, or on both loopback addresses, so that `localhost` is answered however it resolves.
 *
 * @throws PortInUse
 */
export function listen({ port, host, fetch }: ListenOptions): Listening {
  const serve = (hostname: string, port: number) =>
    Bun.serve<Connection>({
      hostname,
      port,
      fetch,
      websocket,
      maxRequestBodySize: MAXIMUM_BODY_BYTES,
      idleTimeout: 30,
    })
  const servers: Server<Connection>[] = []
  try {
    for (const hostname of host ? [host] : LOOPBACK) {
      try {
        servers.push(serve(hostname, servers[0]?.port ?? port))
      } catch (error) {
        if (!(hostname === '::1' && isMissingAddress(error))) throw error
      }
    }
  } catch (error) {
    for (const server of servers) server.stop(true)
    if ((error as { code?: string }).code === 'EADDRINUSE') throw new PortInUse(port, freePort(port, host))
    throw error
  }
  return {
    port: servers[0]!.port!,
    async stop() {
      await Promise.all(servers.map((server) => server.stop()))
    },
  }
}

const websocket: WebSocketHandler<Connection> = {
  open: (socket) => socket.data.opened(socketOf(socket)),
  message: (socket) => socket.data.received(),
  pong: (socket) => socket.data.ponged(),
  close: (socket) => socket.data.closed(),
  // The connection pings by itself; a client that is gone without a word is let go at last.
  sendPings: false,
  idleTimeout: 120,
  maxPayloadLength: 64 * 1024,
  backpressureLimit: 16 * 1024 * 1024,
}

const socketOf = (socket: ServerWebSocket<Connection>): Socket => ({
  send: (text) => void socket.send(text),
  ping: () => void socket.ping(),
  close: (code, reason) => socket.close(code, reason),
  waiting: () => socket.getBufferedAmount(),
})

/** A machine without IPv6 is served on IPv4 alone. */
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
