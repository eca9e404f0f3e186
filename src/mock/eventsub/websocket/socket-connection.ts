import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import type { Socket } from '../../http/connection.ts'
import { sessionFrame } from '../dispatch/messages.ts'
import { type CloseCode, closures } from './closures.ts'
import { KeepAlive } from './keep-alive.ts'

interface SocketConnectionOptions {
  store: Store
  scheduler: Scheduler
  /** The scheduler of pings. */
  network: Scheduler
  socket: Socket
  /** Seconds. */
  keepAlive: number
  /** Whether to send the due keepalive message. */
  isKeptAlive(): boolean
  onLost(): void
}

/** The most unread bytes of a client, beyond which messages are dropped; it also limits a burst of messages. */
const MAXIMUM_WAITING_BYTES = 4 * 1024 * 1024

/** A socket with its keepalive. A session has one, and two during a reconnect. */
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
      // Moving the clock can make many keepalives due at once, of which only one is sent.
      keepAlive: () => {
        if (isKeptAlive() && socket.waiting() === 0) socket.send(sessionFrame(store, 'session_keepalive', {}))
      },
      ping: () => socket.ping(),
      onLost,
    })
  }

  /** Sends a text; false if too many bytes are unread already. */
  send(text: string): boolean {
    if (this.#socket.waiting() > MAXIMUM_WAITING_BYTES) return false
    this.#socket.send(text)
    this.#keepAlive.spoke()
    return true
  }

  ponged(): void {
    this.#keepAlive.ponged()
  }

  /** Called when the socket has closed. */
  stop(): void {
    this.#keepAlive.stop()
  }

  close(code: CloseCode): void {
    this.stop()
    this.#socket.close(code, closures[code].reason)
  }
}
