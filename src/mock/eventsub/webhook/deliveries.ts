import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import {
  countPendingDeliveries,
  createDelivery,
  findPendingDelivery,
  listPendingDeliveries,
  type NewDelivery,
  type PendingDelivery,
  type StoredDelivery,
  updateDelivery,
} from '../../resources/eventsub/deliveries/store.ts'
import type { DiscardedMessages } from '../dispatch/discarded-messages.ts'
import { DeliveryQueues } from './delivery-queues.ts'
import { deliveryFault, loggedCallback } from './diagnosis.ts'
import { Failures } from './failures.ts'
import { exceed, receiverOf, secretOf } from './receivers.ts'
import type { WebhookSender } from './sender.ts'

/** What the deliveries are made with. */
export interface DeliveriesOptions {
  store: Store
  scheduler: Scheduler
  /** For the patience of a server that stops. */
  network: Scheduler
  sender: WebhookSender
  discarded: DiscardedMessages
  /** Takes the reason of a failure, in a sentence. */
  warn: (message: string) => void
  /** Gives a message that a shard did not take to another one, or says that it is lost. */
  onRefused: (delivery: StoredDelivery) => void
  onFault: (error: unknown) => void
}

/** "Up to about five tries over a few minutes": the waits between them. */
const RETRY_DELAYS_MS = [2, 10, 30, 90].map((seconds) => seconds * Milliseconds.second)
const LONGEST_DELAY_MS = Math.max(...RETRY_DELAYS_MS)

/**
 * Sends messages to callbacks: signed, again after a failure. Each is a row until it is answered or given up, so that
 * it outlives the process; what is here is only whose turn it is.
 */
export class Deliveries {
  readonly #options: DeliveriesOptions
  #queues: DeliveryQueues
  #failures: Failures

  constructor(options: DeliveriesOptions) {
    this.#options = options
    this.#queues = this.#emptyQueues()
    this.#failures = new Failures(options.scheduler)
  }

  /** Queues a message, in the transaction of what it tells of. */
  add(delivery: NewDelivery): void {
    const { store, discarded } = this.#options
    const receiver = receiverOf(delivery)
    if (this.#queues.isFull(receiver)) {
      discarded.add(new URL(delivery.callback).origin, 'its queue is full')
      return
    }
    const { number } = createDelivery(store, delivery)
    store.afterCommit(() => this.#queues.add(receiver, number))
  }

  /** Gives a message that its receiver did not take to another shard. */
  move(
    { number, conduit_id }: StoredDelivery,
    { shard_id, callback }: { shard_id: string; callback: string },
  ): void {
    const { store } = this.#options
    updateDelivery(store, number, { shard_id, callback })
    store.afterCommit(() =>
      this.#queues.add(receiverOf({ conduit_id, shard_id, subscription_id: '' }), number),
    )
  }

  /** Goes on with what an earlier process left. */
  resume(): void {
    for (const delivery of listPendingDeliveries(this.#options.store)) this.#resume(delivery)
  }

  /** Forgets what it was about to do; an answer that is on its way is not recorded. */
  forget(): void {
    this.#queues.stop()
    this.#queues = this.#emptyQueues()
    this.#failures = new Failures(this.#options.scheduler)
  }

  /** Waits until all that is due is answered, at most so many milliseconds; tells how many messages are not. */
  async drain(milliseconds: number): Promise<number> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const cancel = this.#options.network.after(milliseconds, resolve)
    await Promise.race([this.#queues.drained(), late])
    // A timer would keep the process from ending.
    cancel()
    return countPendingDeliveries(this.#options.store)
  }

  /** Whether nothing is due; a retry that waits for its time is not. */
  get isIdle(): boolean {
    return this.#queues.isIdle
  }

  /** Sends nothing more; the next process goes on. */
  stop(): void {
    this.#queues.stop()
  }

  #emptyQueues(): DeliveryQueues {
    const { scheduler, onFault } = this.#options
    return new DeliveryQueues(scheduler, (number) => this.#attempt(number).catch(onFault))
  }

  #resume(delivery: PendingDelivery): void {
    const now = this.#options.store.now().getTime()
    const due = delivery.next_attempt_at === null ? now : Date.parse(delivery.next_attempt_at)
    // The clock may have been set otherwise since.
    const delay = Math.min(Math.max(due - now, 0), LONGEST_DELAY_MS)
    if (delay === 0) this.#queues.add(receiverOf(delivery), delivery.number)
    else this.#queues.addAfter(delay, receiverOf(delivery), delivery.number)
  }

  async #attempt(number: number): Promise<void> {
    const { store, sender } = this.#options
    const delivery = findPendingDelivery(store, number)
    if (!delivery) return
    const secret = secretOf(store, delivery)
    if (secret === undefined) {
      await store.write(() => updateDelivery(store, number, { status: 'dropped', next_attempt_at: null }))
      return
    }
    const { callback, id, message_type: type, message_timestamp: timestamp, payload } = delivery
    const subscription = { type: delivery.subscription_type, version: delivery.subscription_version }
    const at = toNanosecond(store.now())
    const began = performance.now()
    const message = { id, type, timestamp, subscription, payload }
    const queues = this.#queues
    const answer = await sender.send({ callback, secret }, message, delivery.attempts.length)
    if (queues !== this.#queues) return
    // What a stop has cut off is sent again by the next process.
    if (typeof answer === 'string' && sender.isStopped) return
    const error = deliveryFault(answer) ?? null
    const duration_ms = Math.round(performance.now() - began)
    const status = typeof answer === 'string' ? null : answer.status
    const attempts = [...delivery.attempts, { at, callback, status, error, duration_ms }]
    await store.write(() => this.#record({ ...delivery, attempts }, error))
  }

  #record(delivery: StoredDelivery, error: string | null): void {
    const { store, discarded, onRefused } = this.#options
    const { number, callback, attempts, conduit_id } = delivery
    const receiver = receiverOf(delivery)
    if (error === null) {
      updateDelivery(store, number, { status: 'delivered', next_attempt_at: null, attempts })
      this.#failures.forget(receiver)
      discarded.forget(new URL(callback).origin)
      return
    }
    const isExceeded = this.#isExceeded(receiver, delivery, error)
    const delay = isExceeded || conduit_id !== null ? undefined : RETRY_DELAYS_MS[attempts.length - 1]
    if (delay !== undefined) {
      const next_attempt_at = toNanosecond(shifted(store.now(), delay))
      updateDelivery(store, number, { next_attempt_at, attempts })
      this.#queues.addAfter(delay, receiver, number)
    } else {
      updateDelivery(store, number, {
        attempts,
        ...(conduit_id === null && { status: 'failed', next_attempt_at: null }),
      })
      if (conduit_id !== null) onRefused(delivery)
    }
    if (isExceeded) exceed(store, delivery)
  }

  #isExceeded(receiver: string, { callback }: StoredDelivery, error: string): boolean {
    const { isFirst, isExceeded } = this.#failures.add(receiver)
    if (isFirst || isExceeded) {
      const outcome = isExceeded ? 'failed for too long, and gets no more messages' : 'failed a delivery'
      this.#options.warn(`EventSub: ${loggedCallback(callback)} ${outcome}: ${error}`)
    }
    if (isExceeded) this.#failures.forget(receiver)
    return isExceeded
  }
}
