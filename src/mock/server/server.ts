import type { AnyElysia } from 'elysia'
import { clockOperations } from '../control/clock.ts'
import { mutex } from '../control/mutex.ts'
import { snapshotOperations } from '../control/snapshots.ts'
import type { Store } from '../engine/store.ts'
import { type EventSub, type EventSubOptions, eventSub } from '../eventsub/app.ts'
import { Faults } from '../faults/faults.ts'
import { faultOperations } from '../faults/operations.ts'
import { fixtureOperations } from '../fixtures/operations.ts'
import { type Chat, chatApp } from '../irc/app.ts'
import { webSocketOf } from '../irc/websocket.ts'
import { DeliveryJournal } from '../journal/deliveries/journal.ts'
import { deliveryOperations } from '../journal/deliveries/operations.ts'
import { JOURNAL_LENGTH } from '../journal/journal.ts'
import { RequestJournal } from '../journal/requests/journal.ts'
import { requestOperations } from '../journal/requests/operations.ts'
import { type Live, liveApp } from '../live/app.ts'
import { mountApps } from './apps.ts'
import { sharingOf } from './cross-origin.ts'
import { pipeline } from './pipeline.ts'
import type { RequestLog } from './request-log.ts'
import { targetOf } from './request-target.ts'
import type { Pipeline } from './step.ts'

/** The options of a mock. */
export interface MockOptions {
  store: Store
  /** The options of EventSub. */
  eventSub?: Omit<EventSubOptions, 'store' | 'journal' | 'faults' | 'onFault'>
  /** Refuse with 429 when a rate limit of Helix is exceeded. */
  rateLimit?: boolean
  /** Accept WebSocket subscriptions without a token at /eventsub/subscriptions, from requests that name a client. */
  takesTokenless?: boolean
  /** Answer only requests whose Host is a name of this machine. */
  isLocal?: boolean
  /** Origins whose pages may use the APIs that need no token. */
  allowedOrigins?: readonly string[]
  /** The log of requests. */
  log?: RequestLog
  /** The TCP port of chat, if it is served. */
  chatPort?: () => number | undefined
  /** The length of the journals of requests and of deliveries; 0 for none. */
  journal?: number
  /** Called after a request that may have set a timer. */
  onWrite?: () => void
  /** Takes the stack of an unexpected fault. */
  onFault?: (error: unknown) => void
}

/** A mock without a listener. */
export interface MockServer {
  /** Helix, with the declarations of its routes. */
  readonly helix: AnyElysia
  readonly eventSub: EventSub
  /** Chat over IRC. */
  readonly chat: Chat
  /** The faults that tests have added. */
  readonly faults: Faults
  /** The WebSocket of changes. */
  readonly live: Live
  /** Answers a request; a listener passes itself, for upgrades to a WebSocket. */
  readonly fetch: Pipeline
}

/**
 * Assembles the simulated Twitch over one store: its apps, EventSub, chat, and the pipeline of requests. It does not
 * listen.
 */
export function createMock({ store, onFault = () => {}, ...options }: MockOptions): MockServer {
  store.onFault(onFault)
  const length = options.journal ?? JOURNAL_LENGTH
  const deliveries = new DeliveryJournal(length)
  store.snapshots.onRestore(() => deliveries.clear())
  const faults = new Faults(store, () => apps.operations())
  const events = eventSub({ ...options.eventSub, store, journal: deliveries, faults, onFault })
  const { rateLimit, onWrite } = options
  const chat = chatApp({ store, scheduler: options.eventSub?.scheduler, rateLimit, onWrite, onFault })
  const journal = new RequestJournal(length, (request) => apps.nameOf(request))
  const exclusively = mutex()
  const clock = clockOperations(store, { settled: events.settled, exclusively, onFault })
  const forget = () => {
    journal.clear()
    faults.reset()
  }
  const snapshots = snapshotOperations(store, { exclusively, forget })
  const live = liveApp(store, { requests: journal, deliveries })
  const control = [
    // These are not wrapped: the topic of deliveries reports their effects.
    ...events.operations,
    ...live.reporting([
      ...clock,
      ...snapshots,
      ...fixtureOperations(store),
      ...requestOperations(journal),
      ...deliveryOperations(deliveries, events.resend),
      ...faultOperations(faults),
    ]),
  ]
  const allowedOrigins = new Set(options.allowedOrigins)
  // A page that may not read /units may not follow its changes either, and is refused as by plain HTTP.
  const follow = (request: Request) =>
    sharingOf(request, targetOf(request.url), allowedOrigins) && live.connect(request)
  const apps = mountApps(store, {
    rateLimit,
    takesTokenless: options.takesTokenless,
    onFault,
    control,
    stopping: faults.stopping,
  })
  const fetch = pipeline({
    store,
    apps,
    connect: (request) => events.connect(request) ?? webSocketOf(chat, request) ?? follow(request),
    isLocal: options.isLocal ?? false,
    chatPort: options.chatPort,
    allowedOrigins,
    log: options.log,
    journal,
    faults,
    onWrite,
    onFault,
  })
  store.snapshots.start()
  return {
    get helix() {
      return apps.helix
    },
    eventSub: events,
    chat,
    faults,
    live,
    fetch,
  }
}
