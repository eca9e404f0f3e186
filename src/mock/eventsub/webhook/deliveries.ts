import type { Scheduler } from '../../engine/scheduler.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { DiscardedMessages } from '../dispatch/discarded-messages.ts'
import type { Message } from '../dispatch/messages.ts'
import { deliveryFault, loggedCallback, unansweredReason, verificationFault } from './diagnosis.ts'
import { Failures } from './failures.ts'
import type { Post, WebhookAnswer } from './post.ts'
import { messageHeaders } from './signature.ts'

/** A message on its way to a callback. */
export interface Delivery {
  message: Message
  callback: string
  secret: string
  /** Whose failures are counted together: a subscription or a shard. */
  receiver: string
  /** Messages of the same subject, such as a broadcaster, are first tried in their order. */
  subject: string
  /** A message that is not retried here is retried elsewhere. */
  retries: boolean
  /** Whether it is still to be sent; asked before each attempt. */
  isWanted(): boolean
  /** Every attempt has failed. */
  onLost?(): void
  /** The receiver has failed for too long. */
  onExceeded(): void
}

interface Attempt {
  delivery: Delivery
  number: number
}

/** One server: its messages wait here, so that it can be slow without anybody else waiting. */
interface Origin {
  name: string
  waiting: number
  lanes: { queue: Attempt[]; isBusy: boolean }[]
}

/** What the deliveries are made with. */
export interface DeliveriesOptions {
  scheduler: Scheduler
  post: Post
  discarded: DiscardedMessages
  /** Takes the reason of a failure, in a sentence. */
  warn: (message: string) => void
}

const CHALLENGE_TIMEOUT_MS = 10 * Milliseconds.second
const TIMEOUT_MS = 5 * Milliseconds.second

/** "Up to about five tries over a few minutes": the waits between them. */
const RETRY_DELAYS_MS = [2, 10, 30, 90].map((seconds) => seconds * Milliseconds.second)

/** How many requests a server gets at a time. */
const LANES = 4

/** How many messages wait for a server, those that are to be retried included. */
const MAXIMUM_WAITING = 10_000

/** Sends messages to callbacks: signed, in order, again after a failure. */
export class Deliveries {
  readonly #scheduler: Scheduler
  readonly #post: Post
  readonly #discarded: DiscardedMessages
  readonly #warn: (message: string) => void
  readonly #origins = new Map<string, Origin>()
  readonly #failures: Failures
  readonly #retries = new Set<() => void>()
  readonly #requests = new Set<AbortController>()
  #isStopped = false

  constructor({ scheduler, post, discarded, warn }: DeliveriesOptions) {
    this.#scheduler = scheduler
    this.#post = post
    this.#discarded = discarded
    this.#warn = warn
    this.#failures = new Failures(scheduler)
  }

  /** Queues a message; it returns at once. */
  deliver(delivery: Delivery): void {
    const origin = this.#originOf(delivery.callback)
    if (origin.waiting >= MAXIMUM_WAITING) {
      this.#discarded.add(origin.name, 'its queue is full')
      delivery.onLost?.()
      return
    }
    origin.waiting++
    this.#enqueue(origin, { delivery, number: 0 })
  }

  /** Whether a callback answers a challenge with the challenge itself; undefined if the server ends first. */
  async verify(
    message: Message,
    challenge: string,
    callback: string,
    secret: string,
  ): Promise<boolean | undefined> {
    const answer = await this.#send(callback, message, secret, 0, CHALLENGE_TIMEOUT_MS)
    if (this.#isStopped) return undefined
    const fault = verificationFault(answer, challenge)
    if (fault) this.#warn(`EventSub: ${loggedCallback(callback)} failed the verification: ${fault}`)
    return fault === undefined
  }

  /** Gives up everything that waits. */
  stop(): void {
    this.#isStopped = true
    for (const cancel of this.#retries) cancel()
    for (const request of this.#requests) request.abort()
    this.#retries.clear()
    this.#origins.clear()
  }

  #originOf(callback: string): Origin {
    const name = new URL(callback).origin
    const known = this.#origins.get(name)
    if (known) return known
    const lanes = Array.from({ length: LANES }, () => ({ queue: [], isBusy: false }))
    const origin: Origin = { name, waiting: 0, lanes }
    this.#origins.set(name, origin)
    return origin
  }

  #enqueue(origin: Origin, attempt: Attempt): void {
    const lane = origin.lanes[Bun.hash.xxHash32(attempt.delivery.subject) % LANES]!
    lane.queue.push(attempt)
    if (!lane.isBusy) void this.#drain(origin, lane)
  }

  async #drain(origin: Origin, lane: Origin['lanes'][number]): Promise<void> {
    lane.isBusy = true
    for (let attempt = lane.queue.shift(); attempt; attempt = lane.queue.shift()) {
      await this.#attempt(origin, attempt)
    }
    lane.isBusy = false
    if (origin.waiting === 0 && this.#origins.get(origin.name) === origin) {
      this.#origins.delete(origin.name)
      this.#discarded.forget(origin.name)
    }
  }

  async #attempt(origin: Origin, { delivery, number }: Attempt): Promise<void> {
    const { message, callback, secret, receiver } = delivery
    if (this.#isStopped || !delivery.isWanted()) {
      origin.waiting--
      return
    }
    const answer = await this.#send(callback, message, secret, number, TIMEOUT_MS)
    const fault = deliveryFault(answer)
    if (!fault) {
      origin.waiting--
      this.#failures.forget(receiver)
      return
    }
    if (this.#isStopped) return
    const { isFirst, isExceeded } = this.#failures.add(receiver)
    if (isFirst || isExceeded) {
      const outcome = isExceeded ? 'failed for too long, and gets no more messages' : 'failed a delivery'
      this.#warn(`EventSub: ${loggedCallback(callback)} ${outcome}: ${fault}`)
    }
    if (isExceeded) this.#failures.forget(receiver)
    const delay = delivery.retries && !isExceeded ? RETRY_DELAYS_MS[number] : undefined
    if (delay !== undefined) {
      this.#retryAfter(delay, origin, { delivery, number: number + 1 })
      return
    }
    origin.waiting--
    delivery.onLost?.()
    if (isExceeded) delivery.onExceeded()
  }

  #retryAfter(delay: number, origin: Origin, attempt: Attempt): void {
    const cancel = this.#scheduler.after(delay, () => {
      this.#retries.delete(cancel)
      this.#enqueue(origin, attempt)
    })
    this.#retries.add(cancel)
  }

  /** The answer, or the reason why there is none. */
  async #send(
    callback: string,
    message: Message,
    secret: string,
    retry: number,
    timeout: number,
  ): Promise<WebhookAnswer | string> {
    const request = new AbortController()
    let isLate = false
    const cancel = this.#scheduler.after(timeout, () => {
      isLate = true
      request.abort()
    })
    this.#requests.add(request)
    try {
      const headers = messageHeaders(message, secret, retry)
      return await this.#post(callback, { headers, body: message.payload, signal: request.signal })
    } catch (error) {
      return unansweredReason(error, isLate, timeout)
    } finally {
      cancel()
      this.#requests.delete(request)
    }
  }
}
