import type { Scheduler } from '../../engine/scheduler.ts'
import { Milliseconds } from '../../engine/time.ts'

interface KeepAliveOptions {
  scheduler: Scheduler
  /** For pings: a clock that is moved must not take the time to answer from a client. */
  network: Scheduler
  /** How long the server may be silent, in milliseconds. */
  window: number
  keepAlive(): void
  ping(): void
  /** The client did not answer a ping. */
  onLost(): void
}

const PING_INTERVAL_MS = 10 * Milliseconds.second

/** A timer that is later than this says that the server itself stood still: answers may wait to be read. */
const STALL_MS = Milliseconds.second

/** Keeps one connection alive, and finds out whether it still is. */
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

  /** The server has said something: the client needs no keepalive for a while. */
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

  // A timer that looks back, since setting it anew at each of a thousand messages would cost more than they do.
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
