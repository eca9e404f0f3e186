import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import type { Socket } from '../../http/connection.ts'
import { sessionFrame } from '../dispatch/messages.ts'
import { type CloseCode, closures } from './closures.ts'
import { KeepAlive } from './keep-alive.ts'

interface SocketConnectionOptions {
  store: Store
  scheduler: Scheduler
  socket: Socket
  /** Seconds. */
  keepAlive: number
  onLost(): void
}

/** What a client that does not read may leave waiting; the same as the largest burst that it may be sent. */
const MAXIMUM_WAITING_BYTES = 4 * 1024 * 1024

/** A socket that is being kept alive: a session has one, and for a moment two when it moves. */
export class SocketConnection {
  readonly #socket: Socket
  readonly #keepAlive: KeepAlive

  constructor({ store, scheduler, socket, keepAlive, onLost }: SocketConnectionOptions) {
    this.#socket = socket
    this.#keepAlive = new KeepAlive({
      scheduler,
      window: keepAlive * 1000,
      keepAlive: () => socket.send(sessionFrame(store, 'session_keepalive', {})),
      ping: () => socket.ping(),
      onLost,
    })
  }

  /** False if the client has too much waiting already. */
  send(text: string): boolean {
    if (this.#socket.waiting() > MAXIMUM_WAITING_BYTES) return false
    this.#socket.send(text)
    this.#keepAlive.spoke()
    return true
  }

  ponged(): void {
    this.#keepAlive.ponged()
  }

  /** The socket is gone. */
  stop(): void {
    this.#keepAlive.stop()
  }

  close(code: CloseCode): void {
    this.stop()
    this.#socket.close(code, closures[code].reason)
  }
}
