import type { Scheduler } from '../../engine/scheduler.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { Attempt } from '../dispatch/delivery.ts'
import { loggedCallback, unansweredReason, verificationFault } from './diagnosis.ts'
import type { Post, WebhookAnswer } from './post.ts'
import { messageHeaders, type SignedMessage } from './signature.ts'

/** The options of the sender. */
export interface SenderOptions {
  scheduler: Scheduler
  post: Post
  /** Takes the reason of a failure, in a sentence. */
  warn: (message: string) => void
}

const CHALLENGE_TIMEOUT_MS = 10 * Milliseconds.second
const TIMEOUT_MS = 5 * Milliseconds.second

/** The URL of a callback, and the secret of its signatures. */
export interface Callback {
  callback: string
  secret: string
  /** The ID of the fault that applies to the message. */
  fault?: string
}

/** Sends signed messages to callbacks, with a timeout for each answer. */
export class WebhookSender {
  readonly #options: SenderOptions
  #requests = new Set<AbortController>()
  #isStopped = false

  constructor(options: SenderOptions) {
    this.#options = options
  }

  /** Whether `stop` was called. */
  get isStopped(): boolean {
    return this.#isStopped
  }

  /** Whether no request is in flight. */
  get isIdle(): boolean {
    return this.#requests.size === 0
  }

  /** Sends a challenge; returns the answer and what is wrong with it, or undefined if it was interrupted. */
  async verify(
    message: SignedMessage,
    challenge: string,
    to: Callback,
  ): Promise<Pick<Attempt, 'status' | 'error'> | undefined> {
    const requests = this.#requests
    const answer = await this.send(to, message, 0, CHALLENGE_TIMEOUT_MS)
    if (requests !== this.#requests) return undefined
    const error = verificationFault(answer, challenge) ?? null
    if (error)
      this.#options.warn(`EventSub: ${loggedCallback(to.callback)} failed the verification: ${error}`)
    return { status: typeof answer === 'string' ? null : answer.status, error }
  }

  /** Sends a message; returns the answer, or the reason why there is none. */
  async send(
    { callback, secret, fault }: Callback,
    message: SignedMessage,
    retry: number,
    timeout = TIMEOUT_MS,
  ): Promise<WebhookAnswer | string> {
    const { scheduler, post } = this.#options
    const request = new AbortController()
    let isLate = false
    const cancel = scheduler.after(timeout, () => {
      isLate = true
      request.abort()
    })
    const requests = this.#requests.add(request)
    try {
      const headers = { ...messageHeaders(message, secret, retry), ...(fault && { 'X-Mock-Fault': fault }) }
      return await post(callback, { headers, body: message.payload, signal: request.signal })
    } catch (error) {
      return unansweredReason(error, isLate, timeout)
    } finally {
      cancel()
      requests.delete(request)
    }
  }

  /** Aborts the requests in flight, and sends no more. */
  stop(): void {
    this.#isStopped = true
    this.interrupt()
  }

  /** Aborts the requests in flight. */
  interrupt(): void {
    const requests = this.#requests
    this.#requests = new Set()
    for (const request of requests) request.abort()
  }
}
