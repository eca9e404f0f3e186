import type { Store } from '../../engine/store.ts'
import { nextEnabledShard, type StoredShard } from '../../resources/eventsub/conduits/store.ts'
import { removeDelivery, type StoredDelivery } from '../../resources/eventsub/deliveries/store.ts'
import type { Deliveries } from '../webhook/deliveries.ts'
import type { Delivery, DeliveryLog } from './delivery.ts'
import type { DiscardedMessages } from './discarded-messages.ts'
import type { SessionTransport } from './session-transport.ts'

/** The options of the transport by conduits. */
export interface ConduitTransportOptions {
  store: Store
  deliveries: Deliveries
  journal: DeliveryLog
  discarded: DiscardedMessages
  bySession: SessionTransport
  /** Does work after the commit, in order with all messages. */
  later: (work: () => void) => void
}

const noShard = 'no other shard is enabled'
const twoFailed = 'two shards have failed'

/**
 * Sends messages to the shards of conduits, in turn. A message that a shard does not take is sent to one other.
 * Source: https://dev.twitch.tv/docs/eventsub/handling-conduit-events/
 */
export class ConduitTransport {
  readonly #options: ConduitTransportOptions
  /** The number of the shard that each conduit used last. */
  readonly #lastShards = new Map<string, number>()

  constructor(options: ConduitTransportOptions) {
    this.#options = options
  }

  /** Forgets the last used shards. */
  forget(): void {
    this.#lastShards.clear()
  }

  /** Queues a message for the next enabled shard. */
  send(conduit_id: string, begin: () => Delivery): void {
    const { deliveries, later } = this.#options
    const shard = this.#nextShard(conduit_id)
    if (!shard) later(() => this.#discard(conduit_id, begin(), noShard))
    else if (shard.transport.method === 'webhook') deliveries.add(begin(), shard.target, shard)
    else later(() => this.#sendBySession(begin(), shard, (delivery) => this.#sendElsewhere(delivery, shard)))
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
      else this.#discard(conduit_id, delivery, isFirst ? noShard : twoFailed)
    })
  }

  /** Delivers a message that could not be sent to a shard's session to one other shard. */
  #sendElsewhere(delivery: Delivery, { conduit_id, id }: StoredShard): void {
    const shard = this.#nextShard(conduit_id, Number(id))
    if (!shard) this.#discard(conduit_id, delivery, noShard)
    else if (shard.transport.method === 'webhook') this.#options.deliveries.add(delivery, shard.target, shard)
    else this.#sendByLastShard(delivery, shard)
  }

  #sendByLastShard(delivery: Delivery, shard: StoredShard): void {
    this.#sendBySession(delivery, shard, () => this.#discard(shard.conduit_id, delivery, twoFailed))
  }

  #sendBySession(delivery: Delivery, shard: StoredShard, onClosed: (delivery: Delivery) => void): void {
    const { bySession } = this.#options
    const failure = bySession.attempt(delivery, shard.target, shard.id)
    if (failure === 'the session is closed') onClosed(delivery)
    else bySession.record(delivery, failure)
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
