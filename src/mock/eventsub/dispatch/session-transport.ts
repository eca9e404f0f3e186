import type { Store } from '../../engine/store.ts'
import type { EventSubSessions, SendFailure } from '../websocket/sessions.ts'
import type { Delivery, DeliveryLog, Outcome } from './delivery.ts'
import { frame } from './messages.ts'

/** The options of the transport by sessions. */
export interface SessionTransportOptions {
  store: Store
  sessions: EventSubSessions
  journal: DeliveryLog
  /** Does work after the commit, in order with all messages. */
  later: (work: () => void) => void
}

/** Sends messages through the WebSockets of sessions. */
export class SessionTransport {
  readonly #options: SessionTransportOptions

  constructor(options: SessionTransportOptions) {
    this.#options = options
  }

  /** Queues a message for a session; its outcome is recorded. */
  send(begin: () => Delivery, session_id: string): void {
    this.#options.later(() => {
      const delivery = begin()
      this.record(delivery, this.attempt(delivery, session_id, null))
    })
  }

  /** Sends a message through a session; returns the reason if it is not sent. */
  attempt(delivery: Delivery, session_id: string, shard_id: string | null): SendFailure | undefined {
    const isFirst = delivery.attempts.length === 0
    const failure = this.#attempt(delivery, session_id, shard_id)
    const isRepeated = !failure && isFirst && delivery.fault?.name === 'duplicate'
    return isRepeated ? this.#attempt(delivery, session_id, shard_id) : failure
  }

  /** Records the outcome of the last attempt. */
  record(delivery: Delivery, failure: SendFailure | undefined): void {
    this.#options.journal.record(delivery, outcomeOf(failure))
  }

  #attempt(delivery: Delivery, target: string, shard_id: string | null): SendFailure | undefined {
    const { store, sessions } = this.#options
    const failure = sessions.send(target, frame(delivery.message))
    delivery.attempts.push({
      at: store.now(),
      destination: { method: 'websocket', target, shard_id },
      status: null,
      error: failure ?? null,
      duration_ms: null,
    })
    return failure
  }
}

const outcomeOf = (failure: SendFailure | undefined): Outcome =>
  failure
    ? { status: 'failed', reason: failure, next_attempt_at: null }
    : { status: 'delivered', reason: null, next_attempt_at: null }
