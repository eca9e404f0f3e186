import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import type { StoredDelivery } from '../../resources/eventsub/deliveries/store.ts'
import type { StoredSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { Deliveries } from '../webhook/deliveries.ts'
import type { EventSubSessions } from '../websocket/sessions.ts'
import { ConduitTransport } from './conduit-transport.ts'
import { type Delivery, type DeliveryLog, newDelivery } from './delivery.ts'
import type { DiscardedMessages } from './discarded-messages.ts'
import { FaultedMessages, type MessageFaults } from './faulted.ts'
import type { Message } from './messages.ts'
import type { SendQueue } from './send-queue.ts'
import { SessionTransport } from './session-transport.ts'

/** The options of the transports. */
export interface TransportsOptions {
  store: Store
  sendQueue: SendQueue
  deliveries: Deliveries
  sessions: EventSubSessions
  journal: DeliveryLog
  discarded: DiscardedMessages
  faults: MessageFaults
  scheduler: Scheduler
  onFault: (error: unknown) => void
}

/** Delivers messages by the transports of their subscriptions. */
export class Transports {
  readonly #options: TransportsOptions
  readonly #faulted: FaultedMessages
  readonly #bySession: SessionTransport
  readonly #byConduit: ConduitTransport

  constructor(options: TransportsOptions) {
    const later = (work: () => void) => this.#later(work)
    this.#options = options
    this.#bySession = new SessionTransport({ ...options, later })
    this.#byConduit = new ConduitTransport({ ...options, bySession: this.#bySession, later })
    this.#faulted = new FaultedMessages({
      ...options,
      send: (subscription, delivery) => this.send(subscription, () => delivery),
      later,
    })
  }

  /** Whether no message that a fault delayed is being sent. */
  get isIdle(): boolean {
    return this.#faulted.isIdle
  }

  /** Forgets the last used shards, and discards the waiting messages. */
  forget(): void {
    this.#faulted.stop()
    this.#byConduit.forget()
  }

  /**
   * Queues a message. For a callback it is stored as a row in the present transaction; for a session it is built and
   * sent after the commit.
   */
  deliver(subscription: StoredSubscription, write: () => Message): void {
    const { store, faults } = this.#options
    const begin = () => newDelivery(store.now(), subscription, write())
    // Faults do not apply to revocation messages.
    const fault =
      faults.isEmpty || subscription.status !== 'enabled' ? undefined : faults.ofMessage(subscription)
    if (fault) {
      this.#faulted.deliver(fault, subscription, begin())
      return
    }
    this.send(subscription, begin)
    this.#faulted.releaseFor(subscription)
  }

  /** Queues a delivery, new or resent. */
  send({ target, transport }: StoredSubscription, begin: () => Delivery): void {
    if (transport.method === 'webhook') this.#options.deliveries.add(begin(), target)
    else if (transport.method === 'websocket') this.#bySession.send(begin, target)
    else this.#byConduit.send(transport.conduit_id!, begin)
  }

  /** Queues a message for a session that has no subscription of its own. */
  deliverUnsubscribed(session: string, write: () => Message): void {
    const { store } = this.#options
    const begin = () => {
      const message = write()
      return newDelivery(store.now(), { ...message.subscription, client_id: null, user_id: '' }, message)
    }
    this.#bySession.send(begin, session)
  }

  /** Delivers a message that a shard's callback refused to one other shard. */
  retryElsewhere(row: StoredDelivery, delivery: Delivery): void {
    this.#byConduit.retryElsewhere(row, delivery)
  }

  #later(send: () => void): void {
    const { store, sendQueue } = this.#options
    store.afterCommit(() => sendQueue.add(send))
  }
}
