import type { Store } from '../../engine/store.ts'
import {
  findShard,
  nextEnabledShard,
  type StoredShard,
  setShardStatus,
} from '../../resources/eventsub/conduits/store.ts'
import {
  findEventSubSubscription,
  type StoredSubscription,
  setStatus,
} from '../../resources/eventsub/subscriptions/store.ts'
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

  /** Queues a message; it returns before the message is written. */
  deliver(subscription: StoredSubscription, write: () => Message): void {
    const { sendQueue, sessions } = this.#options
    const { method } = subscription.transport
    sendQueue.add(() => {
      const message = write()
      if (method === 'webhook') this.#post(subscription, message)
      else if (method === 'websocket') sessions.send(subscription.target, frame(message))
      else this.#deliverByConduit(subscription, message)
    })
  }

  #post(subscription: StoredSubscription, message: Message): void {
    const { store, deliveries } = this.#options
    const { id, target, secret } = subscription
    const isEnabled = () => findEventSubSubscription(store, id)?.status === 'enabled'
    deliveries.deliver({
      message,
      callback: target,
      secret,
      receiver: id,
      subject: subjectOf(subscription),
      retries: true,
      isWanted: () => message.type !== 'notification' || isEnabled(),
      onExceeded: () => {
        if (isEnabled()) setStatus(store, subscription, 'notification_failures_exceeded')
      },
    })
  }

  /** Delivers a message to the next enabled shard; if that fails, to one other. */
  #deliverByConduit(subscription: StoredSubscription, message: Message, failed?: StoredShard): void {
    const { store, discarded } = this.#options
    const conduit_id = subscription.target
    const after = failed ? Number(failed.id) : (this.#lastShards.get(conduit_id) ?? -1)
    const shard = nextEnabledShard(store, conduit_id, after)
    if (!shard || shard.id === failed?.id) {
      if (message.type === 'notification')
        discarded.add(`the conduit ${conduit_id}`, 'no other shard is enabled')
      return
    }
    this.#lastShards.set(conduit_id, Number(shard.id))
    const retry = () => this.#deliverByConduit(subscription, message, shard)
    const giveUp = () => discarded.add(`the conduit ${conduit_id}`, 'two shards have failed')
    this.#deliverByShard(shard, subscription, message, failed ? giveUp : retry)
  }

  #deliverByShard(
    shard: StoredShard,
    subscription: StoredSubscription,
    message: Message,
    onLost: () => void,
  ): void {
    const { store, deliveries, sessions } = this.#options
    if (shard.transport.method === 'websocket') {
      if (!sessions.send(shard.target, frame(message))) onLost()
      return
    }
    const { conduit_id, id, target, secret } = shard
    deliveries.deliver({
      message,
      callback: target,
      secret,
      receiver: `${conduit_id} ${id}`,
      subject: subjectOf(subscription),
      retries: false,
      isWanted: () => true,
      onLost,
      onExceeded: () => {
        const present = findShard(store, conduit_id, id)
        if (present?.status === 'enabled' && present.target === target) {
          setShardStatus(store, present, 'notification_failures_exceeded')
        }
      },
    })
  }
}

/** Whose events are kept in order: the first key of a condition, a broadcaster or a user. */
const subjectOf = ({ condition }: StoredSubscription) => Object.values(condition)[0] ?? ''
