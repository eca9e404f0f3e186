import type { Scheduler } from '../../engine/scheduler.ts'
import type { DiscardedMessages } from './discarded-messages.ts'

/** The options of the send queue. */
export interface SendQueueOptions {
  scheduler: Scheduler
  discarded: DiscardedMessages
  onFault: (error: unknown) => void
}

/** The number of messages that are sent before other work runs. */
const AT_ONCE = 200
const MAXIMUM_WAITING = 200_000

/** Sends messages in order, after the current work: a request that causes an event does not wait for its receivers. */
export class SendQueue {
  readonly #scheduler: Scheduler
  readonly #discarded: DiscardedMessages
  readonly #onFault: (error: unknown) => void
  #waiting: (() => void)[] = []
  /** The number of messages at the start of the queue that have been sent. */
  #sent = 0
  #isPlanned = false

  constructor({ scheduler, discarded, onFault }: SendQueueOptions) {
    this.#scheduler = scheduler
    this.#discarded = discarded
    this.#onFault = onFault
  }

  add(send: () => void): void {
    if (this.#waiting.length - this.#sent >= MAXIMUM_WAITING) {
      this.#discarded.add('all subscribers', 'more happens than can be sent')
      return
    }
    this.#waiting.push(send)
    this.#plan()
  }

  get isEmpty(): boolean {
    return this.#sent === this.#waiting.length
  }

  /** Discards the queued messages. */
  stop(): void {
    this.#waiting = []
    this.#sent = 0
  }

  #plan(): void {
    if (this.#isPlanned) return
    this.#isPlanned = true
    this.#scheduler.soon(() => {
      this.#isPlanned = false
      this.#drain()
    })
  }

  #drain(): void {
    const end = Math.min(this.#sent + AT_ONCE, this.#waiting.length)
    while (this.#sent < end) this.#send(this.#waiting[this.#sent++]!)
    if (this.isEmpty) this.stop()
    else this.#plan()
  }

  #send(send: () => void): void {
    try {
      send()
    } catch (error) {
      this.#onFault(error)
    }
  }
}
