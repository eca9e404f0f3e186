import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import type { Socket } from '../../http/connection.ts'
import { sessionFrame } from '../dispatch/messages.ts'
import { type CloseCode, closures } from './closures.ts'
import { KeepAlive } from './keep-alive.ts'

interface SocketConnectionOptions {
  store: Store
  scheduler: Scheduler
  /** For pings. */
  network: Scheduler
  socket: Socket
  /** Seconds. */
  keepAlive: number
  /** Whether keepalive messages are sent. */
  isKeptAlive(): boolean
  onLost(): void
}

/** What a client that does not read may leave waiting; the same as the largest burst that it may be sent. */
const MAXIMUM_WAITING_BYTES = 4 * 1024 * 1024

/** A socket that is being kept alive: a session has one, and for a moment two when it moves. */
export class SocketConnection {
  readonly #socket: Socket
  readonly #keepAlive: KeepAlive

  constructor({
    store,
    scheduler,
    network,
    socket,
    keepAlive,
    isKeptAlive,
    onLost,
  }: SocketConnectionOptions) {
    this.#socket = socket
    this.#keepAlive = new KeepAlive({
      scheduler,
      network,
      window: keepAlive * 1000,
      // Many can be due at once when the clock is moved: one that waits tells as much.
      keepAlive: () => {
        if (isKeptAlive() && socket.waiting() === 0) socket.send(sessionFrame(store, 'session_keepalive', {}))
      },
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
