import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import { nextEnabledShard, type StoredShard } from '../../resources/eventsub/conduits/store.ts'
import { removeDelivery, type StoredDelivery } from '../../resources/eventsub/deliveries/store.ts'
import type { StoredSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { Deliveries } from '../webhook/deliveries.ts'
import type { EventSubSessions, SendFailure } from '../websocket/sessions.ts'
import { type Delivery, type DeliveryLog, newDelivery, type Outcome } from './delivery.ts'
import type { DiscardedMessages } from './discarded-messages.ts'
import { FaultedMessages, type MessageFaults } from './faulted.ts'
import { frame, type Message } from './messages.ts'
import type { SendQueue } from './send-queue.ts'

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

const noShard = 'no other shard is enabled'

/** Delivers messages by the transports of their subscriptions. */
export class Transports {
  readonly #options: TransportsOptions
  readonly #faulted: FaultedMessages
  /** The number of the shard that each conduit used last. */
  readonly #lastShards = new Map<string, number>()

  constructor(options: TransportsOptions) {
    this.#options = options
    this.#faulted = new FaultedMessages({
      ...options,
      send: (subscription, delivery) => this.send(subscription, () => delivery),
      later: (work) => this.#later(work),
    })
  }

  /** Whether no message that a fault delayed is being sent. */
  get isIdle(): boolean {
    return this.#faulted.isIdle
  }

  /** Forgets the last used shards, and discards the waiting messages. */
  forget(): void {
    this.#faulted.stop()
    this.#lastShards.clear()
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
  send(subscription: StoredSubscription, begin: () => Delivery): void {
    const { deliveries } = this.#options
    const { target, transport } = subscription
    if (transport.method === 'webhook') deliveries.add(begin(), target)
    else if (transport.method === 'websocket') this.#later(() => this.#sendBySession(begin(), target))
    else this.#sendByConduit(transport.conduit_id!, begin)
  }

  /** Queues a message for a session that has no subscription of its own. */
  deliverUnsubscribed(session: string, write: () => Message): void {
    const { store } = this.#options
    this.#later(() => {
      const message = write()
      const recipient = { ...message.subscription, client_id: null, user_id: '' }
      this.#sendBySession(newDelivery(store.now(), recipient, message), session)
    })
  }

  /** Delivers a message that a shard's callback refused to one other shard. */
  retryElsewhere(row: StoredDelivery, delivery: Delivery): void {
    const { store, deliveries, journal } = this.#options
    const conduit_id = row.conduit_id!
    const isFirst = row.attempts.length < 2
    const shard = isFirst ? this.#nextShard(conduit_id, Number(row.shard_id)) : undefined
    if (shard?.transport.method === 'webhook') {
      deliveries.move(row, { shard_id: shard.id, callback: shard.target })
      store.afterCommit(() => journal.record(delivery, {}))
      return
    }
    removeDelivery(store, row.number)
    store.afterCommit(() => {
      if (shard) this.#sendByLastShard(delivery, shard)
      else this.#discard(conduit_id, delivery, isFirst ? noShard : 'two shards have failed')
    })
  }

  #later(send: () => void): void {
    const { store, sendQueue } = this.#options
    store.afterCommit(() => sendQueue.add(send))
  }

  #sendBySession(delivery: Delivery, session_id: string): void {
    this.#options.journal.record(delivery, outcomeOf(this.#attempt(delivery, session_id, null)))
  }

  /** Delivers a message to the next enabled shard; if its session is closed, to one other. */
  #sendByConduit(conduit_id: string, begin: () => Delivery): void {
    const { deliveries, journal } = this.#options
    const shard = this.#nextShard(conduit_id)
    if (!shard) this.#later(() => this.#discard(conduit_id, begin(), noShard))
    else if (shard.transport.method === 'webhook') deliveries.add(begin(), shard.target, shard)
    else {
      this.#later(() => {
        const delivery = begin()
        const failure = this.#attempt(delivery, shard.target, shard.id)
        if (failure === 'the session is closed') this.#sendElsewhere(delivery, shard)
        else journal.record(delivery, outcomeOf(failure))
      })
    }
  }

  /** Delivers a message that could not be sent to a shard's session to one other shard. */
  #sendElsewhere(delivery: Delivery, { conduit_id, id }: StoredShard): void {
    const shard = this.#nextShard(conduit_id, Number(id))
    if (!shard) this.#discard(conduit_id, delivery, noShard)
    else if (shard.transport.method === 'webhook') this.#options.deliveries.add(delivery, shard.target, shard)
    else this.#sendByLastShard(delivery, shard)
  }

  #sendByLastShard(delivery: Delivery, { conduit_id, id, target }: StoredShard): void {
    const failure = this.#attempt(delivery, target, id)
    if (failure === 'the session is closed') this.#discard(conduit_id, delivery, 'two shards have failed')
    else this.#options.journal.record(delivery, outcomeOf(failure))
  }

  /** Sends a message through a session; returns the reason if it is not sent. */
  #attempt(delivery: Delivery, target: string, shard_id: string | null): SendFailure | undefined {
    const { store, sessions } = this.#options
    const destination = { method: 'websocket', target, shard_id } as const
    const send = () => {
      const failure = sessions.send(target, frame(delivery.message))
      delivery.attempts.push({
        at: store.now(),
        destination,
        status: null,
        error: failure ?? null,
        duration_ms: null,
      })
      return failure
    }
    const isFirst = delivery.attempts.length === 0
    const failure = send()
    return failure ?? (delivery.fault?.name === 'duplicate' && isFirst ? send() : undefined)
  }

  #nextShard(conduit_id: string, failed?: number): StoredShard | undefined {
    const after = failed ?? this.#lastShards.get(conduit_id) ?? -1
    const shard = nextEnabledShard(this.#options.store, conduit_id, after)
    if (!shard || Number(shard.id) === failed) return undefined
    this.#lastShards.set(conduit_id, Number(shard.id))
    return shard
  }

  #discard(conduit_id: string, delivery: Delivery, reason: string): void {
    const { journal, discarded } = this.#options
    journal.record(delivery, { status: 'failed', reason, next_attempt_at: null })
    if (reason === noShard && delivery.message.type !== 'notification') return
    discarded.add(`the conduit ${conduit_id}`, reason)
  }
}

const outcomeOf = (failure: SendFailure | undefined): Outcome =>
  failure
    ? { status: 'failed', reason: failure, next_attempt_at: null }
    : { status: 'delivered', reason: null, next_attempt_at: null }
