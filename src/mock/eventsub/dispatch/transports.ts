import type { Store } from '../../engine/store.ts'
import { nextEnabledShard, type StoredShard } from '../../resources/eventsub/conduits/store.ts'
import { type StoredDelivery, updateDelivery } from '../../resources/eventsub/deliveries/store.ts'
import type { StoredSubscription } from '../../resources/eventsub/subscriptions/store.ts'
import type { Deliveries } from '../webhook/deliveries.ts'
import type { EventSubSessions } from '../websocket/sessions.ts'
import type { DiscardedMessages } from './discarded-messages.ts'
import { frame, type Message } from './messages.ts'
import type { SendQueue } from './send-queue.ts'

/** What the transports are made with. */
export interface TransportsOptions {
  store: Store
  sendQueue: SendQueue
  deliveries: Deliveries
  sessions: EventSubSessions
  discarded: DiscardedMessages
}

/** Delivers messages by the transports of their subscriptions. */
export class Transports {
  readonly #options: TransportsOptions
  /** The number of the shard that each conduit used last. */
  readonly #lastShards = new Map<string, number>()

  constructor(options: TransportsOptions) {
    this.#options = options
  }

  /** Forgets which shards were used. */
  forget(): void {
    this.#lastShards.clear()
  }

  /**
   * Queues a message: one to a callback as a row, in the transaction that is going on; one to a session is written and
   * sent after it.
   */
  deliver(subscription: StoredSubscription, write: () => Message): void {
    const { sessions } = this.#options
    const { method, conduit_id } = subscription.transport
    if (method === 'webhook') this.#post(subscription, write(), subscription.target)
    else if (method === 'websocket') this.#later(() => sessions.send(subscription.target, frame(write())))
    else this.#deliverByConduit(conduit_id!, subscription, write)
  }

  /** Queues a message for a session that has no subscription of its own. */
  send(session: string, write: () => Message): void {
    this.#later(() => this.#options.sessions.send(session, frame(write())))
  }

  /** Gives a message that a shard's callback did not take to one other shard. */
  retryElsewhere(delivery: StoredDelivery): void {
    const { store, deliveries, sessions } = this.#options
    const { number, id, conduit_id, message_type, message_timestamp: timestamp, payload, attempts } = delivery
    const shard = attempts.length < 2 ? this.#nextShard(conduit_id!, Number(delivery.shard_id)) : undefined
    if (shard?.transport.method === 'webhook') {
      deliveries.move(delivery, { shard_id: shard.id, callback: shard.target })
      return
    }
    const subscription = { type: delivery.subscription_type, version: delivery.subscription_version }
    const message = { id, type: message_type, timestamp, subscription, payload }
    const isSent = shard !== undefined && sessions.send(shard.target, frame(message))
    updateDelivery(store, number, { status: isSent ? 'delivered' : 'failed' })
    if (!isSent) this.#discard(conduit_id!, message_type, attempts.length < 2 && !shard)
  }

  #later(send: () => void): void {
    const { store, sendQueue } = this.#options
    store.afterCommit(() => sendQueue.add(send))
  }

  #post(subscription: StoredSubscription, message: Message, callback: string, shard?: StoredShard): void {
    this.#options.deliveries.add({
      id: message.id,
      subscription_id: subscription.id,
      conduit_id: shard?.conduit_id ?? null,
      shard_id: shard?.id ?? null,
      callback,
      message_type: message.type,
      subscription_type: message.subscription.type,
      subscription_version: message.subscription.version,
      message_timestamp: message.timestamp,
      payload: message.payload,
    })
  }

  /** Delivers a message to the next enabled shard; if that fails, to one other. */
  #deliverByConduit(conduit_id: string, subscription: StoredSubscription, write: () => Message): void {
    const { sessions } = this.#options
    const shard = this.#nextShard(conduit_id)
    if (!shard) this.#discard(conduit_id, 'notification', true)
    else if (shard.transport.method === 'webhook') this.#post(subscription, write(), shard.target, shard)
    else {
      this.#later(() => {
        const message = write()
        if (!sessions.send(shard.target, frame(message))) this.#sendElsewhere(subscription, message, shard)
      })
    }
  }

  /** Gives a message that a shard's session did not take to one other shard. */
  #sendElsewhere(subscription: StoredSubscription, message: Message, { conduit_id, id }: StoredShard): void {
    const shard = this.#nextShard(conduit_id, Number(id))
    if (shard?.transport.method === 'webhook') this.#post(subscription, message, shard.target, shard)
    else if (!shard || !this.#options.sessions.send(shard.target, frame(message)))
      this.#discard(conduit_id, message.type, !shard)
  }

  #nextShard(conduit_id: string, failed?: number): StoredShard | undefined {
    const after = failed ?? this.#lastShards.get(conduit_id) ?? -1
    const shard = nextEnabledShard(this.#options.store, conduit_id, after)
    if (!shard || Number(shard.id) === failed) return undefined
    this.#lastShards.set(conduit_id, Number(shard.id))
    return shard
  }

  #discard(conduit_id: string, message_type: string, isAlone: boolean): void {
    if (isAlone && message_type !== 'notification') return
    const reason = isAlone ? 'no other shard is enabled' : 'two shards have failed'
    this.#options.discarded.add(`the conduit ${conduit_id}`, reason)
  }
}
