import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import {
  countDeliveries,
  createDelivery,
  findDelivery,
  listDeliveries,
  removeDelivery,
  type StoredDelivery,
  updateDelivery,
} from '../../resources/eventsub/deliveries/store.ts'
import type { Delivery, DeliveryLog } from '../dispatch/delivery.ts'
import type { DiscardedMessages } from '../dispatch/discarded-messages.ts'
import { DeliveryQueues } from './delivery-queues.ts'
import { deliveryFault, loggedCallback } from './diagnosis.ts'
import { Failures } from './failures.ts'
import { exceed, receiverOf, secretOf } from './receivers.ts'
import { attemptOf, queued, restored } from './rows.ts'
import type { WebhookSender } from './sender.ts'

/** The options of the deliveries. */
export interface DeliveriesOptions {
  store: Store
  scheduler: Scheduler
  /** The scheduler of the time limit in `drain`. */
  network: Scheduler
  sender: WebhookSender
  journal: DeliveryLog
  discarded: DiscardedMessages
  /** Takes the reason of a failure, in a sentence. */
  warn: (message: string) => void
  /** Delivers a message that a shard's callback refused to another shard, or discards it. */
  onRefused: (row: StoredDelivery, delivery: Delivery) => void
  onFault: (error: unknown) => void
}

/** The waits between attempts: Twitch documents "up to about five tries over a few minutes". */
const RETRY_DELAYS_MS = [2, 10, 30, 90].map((seconds) => seconds * Milliseconds.second)
const LONGEST_DELAY_MS = Math.max(...RETRY_DELAYS_MS)

const FULL = 'its queue is full'
const UNWANTED = 'nobody waits for it any more'

/**
 * Sends signed messages to callbacks, with retries. Each message is a row until it is accepted or given up, so that it
 * survives the process; only the queues of row numbers are in memory.
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

  /** Queues a message to a callback of a subscription or a shard, in the transaction of the event's cause. */
  add(delivery: Delivery, callback: string, shard?: { conduit_id: string; id: string }): void {
    const { store, discarded, journal } = this.#options
    const row = queued(delivery, callback, shard)
    const receiver = receiverOf(row)
    if (this.#queues.isFull(receiver)) {
      discarded.add(new URL(callback).origin, FULL)
      store.afterCommit(() =>
        journal.record(delivery, { status: 'dropped', reason: FULL, next_attempt_at: null }),
      )
      return
    }
    const { number } = createDelivery(store, row)
    store.afterCommit(() => {
      journal.record(delivery, { status: 'pending', reason: null, next_attempt_at: null })
      this.#queues.add(receiver, number)
    })
  }

  /** Moves a refused message to another shard. */
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

  /** Takes up the rows of an earlier process or of a restored state. */
  resume(): void {
    const { store, journal } = this.#options
    for (const row of listDeliveries(store)) {
      journal.record(restored(store, row), {})
      this.#resume(row)
    }
  }

  /** Empties the queues, before a restore; the answers to requests in flight are not recorded. */
  forget(): void {
    this.#queues.stop()
    this.#queues = this.#emptyQueues()
    this.#failures = new Failures(this.#options.scheduler)
  }

  /** Waits until all due messages are answered, at most the given milliseconds; returns the number of those left. */
  async drain(milliseconds: number): Promise<number> {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    const cancel = this.#options.network.after(milliseconds, resolve)
    await Promise.race([this.#queues.drained(), late])
    // A pending timer would keep the process alive.
    cancel()
    return countDeliveries(this.#options.store)
  }

  /** Whether no message is due; retries that wait do not count. */
  get isIdle(): boolean {
    return this.#queues.isIdle
  }

  /** Stops sending; the next process takes up the rows. */
  stop(): void {
    this.#queues.stop()
  }

  #emptyQueues(): DeliveryQueues {
    const { scheduler, onFault } = this.#options
    return new DeliveryQueues(scheduler, (number) => this.#attempt(number).catch(onFault))
  }

  #resume(delivery: StoredDelivery): void {
    const now = this.#options.store.now().getTime()
    const due = delivery.next_attempt_at === null ? now : Date.parse(delivery.next_attempt_at)
    // The clock may have been moved since the row was written.
    const delay = Math.min(Math.max(due - now, 0), LONGEST_DELAY_MS)
    if (delay === 0) this.#queues.add(receiverOf(delivery), delivery.number)
    else this.#queues.addAfter(delay, receiverOf(delivery), delivery.number)
  }

  async #attempt(number: number): Promise<void> {
    const { store, sender, journal } = this.#options
    const row = findDelivery(store, number)
    if (!row) return
    const delivery = journal.ofMessage(row.id) ?? restored(store, row)
    const secret = secretOf(store, row)
    if (secret === undefined) {
      await store.write(() => this.#end(row, delivery, { status: 'dropped', reason: UNWANTED }))
      return
    }
    const queues = this.#queues
    const { callback } = row
    const retry = row.attempts.length
    const { fault, message } = delivery
    const isForged = fault?.name === 'wrong_signature' && retry === 0
    const to = { callback, secret: isForged ? `not ${secret}` : secret, fault: fault?.id }
    if (fault?.name === 'duplicate' && retry === 0) await sender.send(to, message, retry)
    const at = store.now()
    const began = performance.now()
    const answer = await sender.send(to, message, retry)
    if (queues !== this.#queues) return
    // A request that `stop` aborted is not recorded, so that the next process sends the message again.
    if (typeof answer === 'string' && sender.isStopped) return
    const error = deliveryFault(answer) ?? null
    const duration_ms = Math.round(performance.now() - began)
    const status = typeof answer === 'string' ? null : answer.status
    const attempt = { at: toNanosecond(at), callback, status, error, duration_ms }
    delivery.attempts.push(attemptOf(attempt, row.shard_id))
    await store.write(() => this.#record({ ...row, attempts: [...row.attempts, attempt] }, delivery, error))
  }

  #record(row: StoredDelivery, delivery: Delivery, error: string | null): void {
    const { store, discarded, journal, onRefused } = this.#options
    const { number, callback, attempts, conduit_id } = row
    const receiver = receiverOf(row)
    if (error === null) {
      this.#end(row, delivery, { status: 'delivered', reason: null })
      this.#failures.forget(receiver)
      discarded.forget(new URL(callback).origin)
      return
    }
    const isExceeded = this.#isExceeded(receiver, row, error)
    const delay = isExceeded || conduit_id !== null ? undefined : RETRY_DELAYS_MS[attempts.length - 1]
    if (delay !== undefined) {
      const next_attempt_at = shifted(store.now(), delay)
      updateDelivery(store, number, { next_attempt_at: toNanosecond(next_attempt_at), attempts })
      store.afterCommit(() => journal.record(delivery, { next_attempt_at }))
      this.#queues.addAfter(delay, receiver, number)
    } else if (conduit_id === null) this.#end(row, delivery, { status: 'failed', reason: error })
    else {
      updateDelivery(store, number, { attempts })
      onRefused(row, delivery)
    }
    if (isExceeded) exceed(store, row)
  }

  /** Removes the row of a message, and records the outcome. */
  #end({ number }: StoredDelivery, delivery: Delivery, outcome: Pick<Delivery, 'status' | 'reason'>): void {
    const { store, journal } = this.#options
    removeDelivery(store, number)
    store.afterCommit(() => journal.record(delivery, { ...outcome, next_attempt_at: null }))
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
