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

/** The options of the EventSub app. */
export interface EventSubOptions {
  store: Store
  /** The hosts that callbacks may have, besides this machine's. */
  callbackHosts?: readonly string[]
  /**
   * Whether only subscribers get events, as on Twitch and by default. Otherwise every session gets triggered events,
   * and is not closed for lack of a subscription.
   */
  requireSubscription?: boolean
  /** The scheduler of all waits. By default the store's, and for network timeouts the system's. */
  scheduler?: Scheduler
  post?: Post
  /** The journal of sent messages. */
  journal: DeliveryLog
  /** The faults that tests have added. */
  faults: MessageFaults
  /** Takes a sentence about a message that was not delivered or a callback that was not verified. */
  warn?: (message: string) => void
  onFault: (error: unknown) => void
}

/** The EventSub app. */
export interface EventSub {
  publish: Publish
  /** The operations under /units/events: listing the types, and triggering events of them. */
  operations: readonly ControlOperation[]
  /**
   * Sends the message of a delivery again.
   *
   * @throws HelixError 409 if the receiver is gone
   */
  resend(delivery: Delivery): void
  /** The connection for a request that asks for a WebSocket; undefined at paths that have none. */
  connect(request: Request): Connection | undefined
  /**
   * Closes the sessions, and waits until the due webhook messages are answered, at most the given milliseconds.
   *
   * @returns the number of webhook messages that are left for the next process
   */
  drain(milliseconds: number): Promise<number>
  /** Resolves when all messages so far have been sent, and the webhooks have answered or failed. */
  settled(): Promise<void>
  /** Closes the sessions, and sends nothing more. */
  stop(): void
}

/** EventSub: turns the store's events into messages, and delivers them to subscribers. */
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
  // Publishing is registered before revoking, so that an event is delivered before the revocation that it causes.
  publishFrom(store, publish, () => isAnybodySubscribed(store))
  revokeSubscriptions(store, transports)
  const release = () => {
    sendQueue.stop()
    sessions.stop()
    deliveries.forget()
    transports.forget()
    sender.interrupt()
  }
  // Takes up the state of the file, at the start and after a restore.
  const resume = () => {
    allowCallbackHosts(store, callbackHosts)
    sessions.endAll()
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
