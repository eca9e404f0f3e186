import type { AddressInfo, Server, Socket } from 'node:net'
import type { Address } from './destinations.ts'

/** An open listener. */
export interface Open {
  port: number
  /** Stops listening, and closes all connections. */
  stop(): void
}

/**
 * Opens a server at an address.
 *
 * @throws the system's error if it cannot listen
 */
export async function open(server: Server, { host, port }: Address): Promise<Open> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen(port, host, resolve)
  await promise
  server.off('error', reject)
  return {
    port: (server.address() as AddressInfo).port,
    stop() {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** Pipes two sockets into each other; when one ends, the other is ended. */
export function join(one: Socket, other: Socket): void {
  for (const [from, to] of [[one, other] as const, [other, one] as const]) {
    from.pipe(to)
    from.on('error', () => to.destroy())
    from.on('close', () => to.end())
  }
}
