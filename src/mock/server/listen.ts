import type { ServerWebSocket, WebSocketHandler } from 'bun'
import { MAXIMUM_FILE_BYTES } from '../control/operation.ts'
import type { Connection, Socket } from '../http/connection.ts'
import { listenOn } from './addresses.ts'
import type { Pipeline } from './step.ts'

/** The options of the listener. */
export interface ListenOptions {
  port: number
  /** One address; both loopback addresses by default. */
  host?: string
  /** The certificate for https and wss; without it http and ws are served. */
  tls?: Certificate
  fetch: Pipeline
}

/** A certificate and its private key, in PEM. */
export interface Certificate {
  cert: string
  key: string
}

/** An open listener. */
export interface Listening {
  port: number
  /** Lets the requests in flight finish. */
  stop(): Promise<void>
}

/** The runtime's limit of a body: above the limits of all routes, so that the app itself refuses larger bodies. */
const MAXIMUM_REQUEST_BYTES = 2 * MAXIMUM_FILE_BYTES

/**
 * Serves requests, and the WebSockets that they ask for.
 *
 * @throws PortInUse
 */
export function listen({ fetch, tls, ...address }: ListenOptions): Listening {
  const servers = listenOn(address, (hostname, port) =>
    Bun.serve<Connection>({
      hostname,
      port,
      tls,
      fetch,
      websocket,
      maxRequestBodySize: MAXIMUM_REQUEST_BYTES,
      idleTimeout: 30,
    }),
  )
  return {
    port: servers[0]!.port!,
    async stop() {
      await Promise.all(servers.map((server) => server.stop()))
    },
  }
}

const websocket: WebSocketHandler<Connection> = {
  open: (socket) => socket.data.opened(socketOf(socket)),
  message: (socket, data) => socket.data.received(data),
  pong: (socket) => socket.data.ponged(),
  close: (socket) => socket.data.closed(),
  // Connections send pings of their own, and close those of clients that are gone.
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
