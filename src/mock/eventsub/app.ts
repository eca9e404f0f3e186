import type { ControlOperation } from '../control/operation.ts'
import { type Scheduler, systemScheduler } from '../engine/scheduler.ts'
import type { Store } from '../engine/store.ts'
import type { Connection } from '../http/connection.ts'
import { allowCallbackHosts, isAllowedHost } from '../resources/eventsub/callback-hosts/store.ts'
import type { StoredDelivery } from '../resources/eventsub/deliveries/store.ts'
import { isAnybodySubscribed } from '../resources/eventsub/subscriptions/store.ts'
import type { Delivery, DeliveryLog } from './dispatch/delivery.ts'
import { DiscardedMessages } from './dispatch/discarded-messages.ts'
import { dispatch } from './dispatch/dispatch.ts'
import type { MessageFaults } from './dispatch/faulted.ts'
import { resend } from './dispatch/resend.ts'
import { revokeSubscriptions } from './dispatch/revocation.ts'
import { SendQueue } from './dispatch/send-queue.ts'
import { Transports } from './dispatch/transports.ts'
import { toEverySession } from './dispatch/unsubscribed.ts'
import { verifyCallbacks } from './dispatch/verification.ts'
import type { Publish } from './event.ts'
import { eventOperations } from './operations.ts'
import { publishFrom } from './payloads/core/payloads.ts'
import { webSocketPaths } from './upgrade.ts'
import { Deliveries } from './webhook/deliveries.ts'
import { guardedPost, type Post } from './webhook/post.ts'
import { WebhookSender } from './webhook/sender.ts'
import { EventSubSessions } from './websocket/sessions.ts'

/** What EventSub is mounted with. */
export interface EventSubOptions {
  store: Store
  /** Where callbacks may be, besides this machine. */
  callbackHosts?: readonly string[]
  /**
   * Whether events come to those alone who have subscribed, as on Twitch; so it is by default. Otherwise every session
   * gets what is triggered, and may stay without a subscription.
   */
  requireSubscription?: boolean
  /** How waits are waited; by the store's clock, and for the network by the system's, unless told otherwise. */
  scheduler?: Scheduler
  post?: Post
  /** Keeps what was sent. */
  journal: DeliveryLog
  /** What a test has asked to go wrong. */
  faults: MessageFaults
  /** Takes what could not be delivered or verified, and why, in a sentence. */
  warn?: (message: string) => void
  onFault: (error: unknown) => void
}

/** The mounted EventSub app. */
export interface EventSub {
  publish: Publish
  /** What /units/events takes: the types, and events of them on demand. */
  operations: readonly ControlOperation[]
  /**
   * Sends the message of a delivery again.
   *
   * @throws HelixError 409 where nobody could get it
   */
  resend(delivery: Delivery): void
  /** The connection that a request asks for, if it asks for a WebSocket. */
  connect(request: Request): Connection | undefined
  /**
   * Closes the sessions, and waits for the answers to what is due by webhook, at most so many milliseconds.
   *
   * @returns how many webhook messages wait for the next process
   */
  drain(milliseconds: number): Promise<number>
  /** Resolves when what happened so far has been sent, and the webhooks have answered or failed. */
  settled(): Promise<void>
  /** Closes the sessions, and sends nothing more. */
  stop(): void
}

/** EventSub: from what happens on the simulated Twitch to those who have subscribed to it. */
export function eventSub(options: EventSubOptions): EventSub {
  const {
    store,
    callbackHosts = [],
    scheduler = store.scheduler,
    warn = () => {},
    journal,
    faults,
    requireSubscription = true,
    onFault,
  } = options
  const network = options.scheduler ?? systemScheduler
  const discarded = new DiscardedMessages(warn)
  const post = options.post ?? guardedPost((host) => isAllowedHost(store, host))
  const sender = new WebhookSender({ scheduler: network, post, warn })
  const onRefused = (row: StoredDelivery, delivery: Delivery) => transports.retryElsewhere(row, delivery)
  const deliveries = new Deliveries({
    store,
    scheduler,
    network,
    sender,
    journal,
    discarded,
    warn,
    onRefused,
    onFault,
  })
  const sessions = new EventSubSessions({
    store,
    scheduler,
    network,
    discarded,
    requireSubscription,
    isKeepAliveWithheld: () => !faults.isEmpty && faults.ofKeepAlive() !== undefined,
  })
  const sendQueue = new SendQueue({ scheduler, discarded, onFault })
  const transports: Transports = new Transports({
    store,
    sendQueue,
    deliveries,
    sessions,
    journal,
    discarded,
    faults,
    scheduler,
    onFault,
  })
  const publish = dispatch({ store, transports, onFault })
  const verification = verifyCallbacks({ store, sender, journal, onFault })
  // The event that causes a revocation is delivered before it: events are published first.
  publishFrom(store, publish, () => isAnybodySubscribed(store))
  revokeSubscriptions(store, transports)
  const release = () => {
    sendQueue.stop()
    sessions.stop()
    deliveries.forget()
    transports.forget()
    sender.interrupt()
  }
  // What an earlier process has left, or another state.
  const resume = () => {
    allowCallbackHosts(store, callbackHosts)
    sessions.endThoseOfOthers()
    verification.resume()
    deliveries.resume()
  }
  resume()
  store.snapshots.onRestore(release, resume)
  return {
    publish,
    operations: eventOperations(
      store,
      requireSubscription ? publish : toEverySession({ store, transports, sessions, publish }),
    ),
    resend: (delivery) => resend(delivery, { store, transports, sessions }),
    connect(request) {
      if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return undefined
      const url = new URL(request.url)
      return webSocketPaths.includes(url.pathname) ? sessions.connect(url) : undefined
    },
    async settled() {
      const isIdle = () => transports.isIdle && sendQueue.isEmpty && sender.isIdle && deliveries.isIdle
      while (!isIdle()) await Bun.sleep(1)
    },
    drain(milliseconds) {
      sessions.stop()
      return deliveries.drain(milliseconds)
    },
    stop() {
      sendQueue.stop()
      transports.forget()
      sessions.stop()
      deliveries.stop()
      sender.stop()
    },
  }
}
