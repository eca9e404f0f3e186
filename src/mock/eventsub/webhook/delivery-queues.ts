import type { Scheduler } from '../../engine/scheduler.ts'

/** The number of concurrent requests to a receiver. */
const AT_ONCE = 10

/** The most messages that wait for a receiver, including retries. */
const MAXIMUM_WAITING = 10_000

interface Queue {
  waiting: number[]
  busy: number
  retrying: number
}

/**
 * The queues of deliveries, one for each receiver, so that receivers do not wait for each other. A queue sends its
 * messages in order, several at a time.
 */
export class DeliveryQueues {
  readonly #scheduler: Scheduler
  readonly #deliver: (number: number) => Promise<void>
  readonly #queues = new Map<string, Queue>()
  readonly #retries = new Set<() => void>()
  #drained: PromiseWithResolvers<void> | undefined
  #isStopped = false

  constructor(scheduler: Scheduler, deliver: (number: number) => Promise<void>) {
    this.#scheduler = scheduler
    this.#deliver = deliver
  }

  isFull(receiver: string): boolean {
    const { waiting, busy, retrying } = this.#queues.get(receiver) ?? { waiting: [], busy: 0, retrying: 0 }
    return waiting.length + busy + retrying >= MAXIMUM_WAITING
  }

  add(receiver: string, number: number): void {
    if (this.#isStopped) return
    const queue = this.#queueOf(receiver)
    queue.waiting.push(number)
    if (queue.busy < AT_ONCE) void this.#work(receiver, queue)
  }

  /** Queues a delivery after a number of milliseconds. */
  addAfter(delay: number, receiver: string, number: number): void {
    if (this.#isStopped) return
    const queue = this.#queueOf(receiver)
    queue.retrying++
    const cancel = this.#scheduler.after(delay, () => {
      this.#retries.delete(cancel)
      queue.retrying--
      this.add(receiver, number)
    })
    this.#retries.add(cancel)
  }

  /** Resolves when all due deliveries are answered, without waiting for later retries. */
  drained(): Promise<void> {
    this.#drained ??= Promise.withResolvers()
    this.#tellIfDrained()
    return this.#drained.promise
  }

  /** Whether no delivery is being sent or queued. */
  get isIdle(): boolean {
    return [...this.#queues.values()].every(({ busy, waiting }) => busy + waiting.length === 0)
  }

  stop(): void {
    this.#isStopped = true
    for (const cancel of this.#retries) cancel()
    this.#retries.clear()
    for (const queue of this.#queues.values()) queue.waiting = []
  }

  #queueOf(receiver: string): Queue {
    const known = this.#queues.get(receiver)
    if (known) return known
    const queue: Queue = { waiting: [], busy: 0, retrying: 0 }
    this.#queues.set(receiver, queue)
    return queue
  }

  async #work(receiver: string, queue: Queue): Promise<void> {
    queue.busy++
    for (let next = queue.waiting.shift(); next !== undefined; next = queue.waiting.shift()) {
      await this.#deliver(next)
    }
    queue.busy--
    if (queue.busy + queue.retrying === 0) this.#queues.delete(receiver)
    this.#tellIfDrained()
  }

  #tellIfDrained(): void {
    if ([...this.#queues.values()].every(({ busy }) => busy === 0)) this.#drained?.resolve()
  }
}
