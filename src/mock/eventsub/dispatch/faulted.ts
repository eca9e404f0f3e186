import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds, shifted, toNanosecond } from '../../engine/time.ts'
import type { MessageEffect, MessageFault } from '../../faults/message-effects.ts'
import {
  findEventSubSubscription,
  type StoredSubscription,
  setStatus,
} from '../../resources/eventsub/subscriptions/store.ts'
import type { CloseCode } from '../websocket/closures.ts'
import type { EventSubSessions } from '../websocket/sessions.ts'
import type { Delivery, DeliveryLog } from './delivery.ts'

/** The faults that tests have added to messages. */
export interface MessageFaults {
  /** Whether there are no faults, so that messages need not be matched. */
  readonly isEmpty: boolean
  /** Takes the first fault that applies to a message to a subscription. */
  ofMessage(subscription: StoredSubscription): MessageFault | undefined
  /** Takes the first fault that applies to a keepalive. */
  ofKeepAlive(): MessageFault | undefined
}

interface FaultedOptions {
  store: Store
  scheduler: Scheduler
  sessions: EventSubSessions
  journal: DeliveryLog
  send(subscription: StoredSubscription, delivery: Delivery): void
  /** Queues work after the messages that are already queued for sessions. */
  later(work: () => void): void
  onFault: (error: unknown) => void
}

/** The age of a message with an old timestamp: handlers must refuse messages older than ten minutes. */
const AGE_MS = 11 * Milliseconds.minute

/** How long a reordered message waits for a next message; if none comes, it is sent anyway. */
const HELD_MS = 10 * Milliseconds.second

interface Held {
  send(): void
  cancel(): void
}

/** Delivers the messages to which a fault applies. */
export class FaultedMessages {
  readonly #options: FaultedOptions
  readonly #late = new Set<() => void>()
  #sending = 0
  /** The reordered messages that wait for the next message, by receiver. */
  readonly #held = new Map<string, Held>()

  constructor(options: FaultedOptions) {
    this.#options = options
  }

  deliver(fault: MessageFault, subscription: StoredSubscription, delivery: Delivery): void {
    delivery.fault = fault
    if (fault.delay_ms === 0) this.#deliver(fault.name, subscription, delivery)
    else {
      this.#options.store.afterCommit(() => {
        this.#after(fault.delay_ms, () => this.#deliver(fault.name, subscription, delivery))
        this.#await(delivery, fault.delay_ms)
      })
    }
  }

  /** Whether no delayed message is being sent; those that still wait do not count. */
  get isIdle(): boolean {
    return this.#sending === 0
  }

  /** Sends the held message of a receiver, after a later message was sent to the receiver. */
  releaseFor({ target }: StoredSubscription): void {
    const held = this.#held.get(target)
    if (!held) return
    this.#held.delete(target)
    held.cancel()
    held.send()
  }

  /** Discards the waiting messages. */
  stop(): void {
    for (const cancel of this.#late) cancel()
    this.#late.clear()
    this.#held.clear()
  }

  #deliver(name: MessageEffect | undefined, subscription: StoredSubscription, delivery: Delivery): void {
    const { store, sessions, journal, send, later } = this.#options
    const { id, target } = subscription
    if (name === 'reorder') {
      this.#hold(subscription, delivery)
      return
    }
    const reason = `the fault ${delivery.fault?.id}: ${name}`
    if (name === 'drop') {
      store.afterCommit(() => journal.record(delivery, { status: 'dropped', reason, next_attempt_at: null }))
      return
    }
    if (name?.startsWith('close_')) {
      later(() => {
        sessions.close(target, Number(name.slice('close_'.length)) as CloseCode)
        journal.record(delivery, { status: 'failed', reason, next_attempt_at: null })
      })
      return
    }
    if (name === 'old_timestamp') {
      const timestamp = toNanosecond(shifted(store.now(), -AGE_MS))
      delivery.message = { ...delivery.message, timestamp }
    }
    if (name === 'session_reconnect') later(() => sessions.reconnect(target))
    send(subscription, delivery)
    if (name === 'revocation') this.#after(0, () => this.#revoke(id))
  }

  #revoke(id: string): void {
    const { store } = this.#options
    const subscription = findEventSubSubscription(store, id)
    if (subscription?.status === 'enabled') setStatus(store, subscription, 'authorization_revoked')
  }

  #hold(subscription: StoredSubscription, delivery: Delivery): void {
    const { store, send } = this.#options
    const { target } = subscription
    this.releaseFor(subscription)
    const cancel = this.#after(HELD_MS, () => this.releaseFor(subscription))
    this.#held.set(target, { cancel, send: () => send(subscription, delivery) })
    store.afterCommit(() => this.#await(delivery, HELD_MS))
  }

  /** Records in the journal when a waiting message is sent at the latest. */
  #await(delivery: Delivery, milliseconds: number): void {
    const { store, journal } = this.#options
    const next_attempt_at = shifted(store.now(), milliseconds)
    journal.record(delivery, { status: 'pending', next_attempt_at })
  }

  /** Does work after a time, in a transaction of its own; returns a function that cancels it. */
  #after(milliseconds: number, work: () => void): () => void {
    const { store, scheduler, onFault } = this.#options
    const end = scheduler.after(milliseconds, () => {
      this.#late.delete(end)
      this.#sending++
      void Promise.resolve(store.write(work))
        .catch(onFault)
        .finally(() => this.#sending--)
    })
    this.#late.add(end)
    return () => {
      this.#late.delete(end)
      end()
    }
  }
}
