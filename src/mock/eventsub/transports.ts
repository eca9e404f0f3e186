import {
  findShard,
  nextEnabledShard,
  type StoredShard,
  setShardStatus,
} from '../helix/eventsub/conduits/store.ts'
import {
  findSubscription,
  type StoredSubscription,
  setStatus,
} from '../helix/eventsub/subscriptions/store.ts'
import type { Store } from '../store/store.ts'
import type { Drops } from './drops.ts'
import { frame, type Message } from './messages.ts'
import type { Outbox } from './outbox.ts'
import type { Deliveries } from './webhook/deliveries.ts'
import type { Sessions } from './websocket/sessions.ts'

export interface TransportsOptions {
  store: Store
  outbox: Outbox
  deliveries: Deliveries
  sessions: Sessions
  drops: Drops
}

/** Carries messages to where their subscriptions want them. */
export class Transports {
  readonly #options: TransportsOptions
  /** The number of the shard that each conduit used last. */
  readonly #lastShards = new Map<string, number>()

  constructor(options: TransportsOptions) {
    this.#options = options
  }

  /** Sends a message on its way; it returns before the message is written. */
  carry(subscription: StoredSubscription, write: () => Message): void {
    const { outbox, sessions } = this.#options
    const { method } = subscription.transport
    outbox.add(() => {
      const message = write()
      if (method === 'webhook') this.#post(subscription, message)
      else if (method === 'websocket') sessions.send(subscription.target, frame(message))
      else this.#carryByConduit(subscription, message)
    })
  }

  #post(subscription: StoredSubscription, message: Message): void {
    const { store, deliveries } = this.#options
    const { id, target, secret } = subscription
    const isEnabled = () => findSubscription(store, id)?.status === 'enabled'
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

  /** One shard gets it; if that fails, one other. */
  #carryByConduit(subscription: StoredSubscription, message: Message, failed?: StoredShard): void {
    const { store, drops } = this.#options
    const conduit_id = subscription.target
    const after = failed ? Number(failed.id) : (this.#lastShards.get(conduit_id) ?? -1)
    const shard = nextEnabledShard(store, conduit_id, after)
    if (!shard || shard.id === failed?.id) {
      if (message.type === 'notification') drops.add(`the conduit ${conduit_id}`, 'no other shard is enabled')
      return
    }
    this.#lastShards.set(conduit_id, Number(shard.id))
    const retry = () => this.#carryByConduit(subscription, message, shard)
    const giveUp = () => drops.add(`the conduit ${conduit_id}`, 'two shards have failed')
    this.#carryByShard(shard, subscription, message, failed ? giveUp : retry)
  }

  #carryByShard(
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
