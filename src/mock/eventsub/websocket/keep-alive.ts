import type { Scheduler } from '../../engine/scheduler.ts'
import { Milliseconds } from '../../engine/time.ts'

interface KeepAliveOptions {
  scheduler: Scheduler
  /** The scheduler of pings: moving the store's clock must not shorten a client's time to answer. */
  network: Scheduler
  /** The longest silence of the server, in milliseconds. */
  window: number
  keepAlive(): void
  ping(): void
  /** Called when the client did not answer a ping. */
  onLost(): void
}

const PING_INTERVAL_MS = 10 * Milliseconds.second

/** If a timer fires this much too late, the server itself was stalled, and the client's answer may still be unread. */
const STALL_MS = Milliseconds.second

/** Sends keepalives and pings through a connection, and detects its loss. */
export class KeepAlive {
  readonly #options: KeepAliveOptions
  #spokeAt: number
  #awaitsPong = false
  #pingDue = 0
  #cancelKeepAlive: () => void
  #cancelPing: () => void

  constructor(options: KeepAliveOptions) {
    this.#options = options
    this.#spokeAt = options.scheduler.now()
    this.#cancelKeepAlive = options.scheduler.after(options.window, () => this.#checkSilence())
    this.#cancelPing = this.#planPing()
  }

  /** Called after each message to the client, which delays the next keepalive. */
  spoke(): void {
    this.#spokeAt = this.#options.scheduler.now()
  }

  ponged(): void {
    this.#awaitsPong = false
  }

  stop(): void {
    this.#cancelKeepAlive()
    this.#cancelPing()
  }

  // Checks afterwards whether a keepalive was due, since resetting a timer at each message would be slow.
  #checkSilence(): void {
    const { scheduler, window, keepAlive } = this.#options
    if (scheduler.now() - this.#spokeAt >= window) {
      this.spoke()
      keepAlive()
    }
    const rest = this.#spokeAt + window - scheduler.now()
    this.#cancelKeepAlive = scheduler.after(rest, () => this.#checkSilence())
  }

  #ping(): void {
    const { network, ping, onLost } = this.#options
    const stalled = network.now() - this.#pingDue > STALL_MS
    if (this.#awaitsPong && !stalled) {
      onLost()
      return
    }
    this.#awaitsPong = true
    this.#cancelPing = this.#planPing()
    ping()
  }

  #planPing(): () => void {
    const { network } = this.#options
    this.#pingDue = network.now() + PING_INTERVAL_MS
    return network.after(PING_INTERVAL_MS, () => this.#ping())
  }
}
