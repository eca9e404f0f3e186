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
import type { Pipeline } from './step.ts'

/** What a mock is made with. */
export interface MockOptions {
  store: Store
  /** How events are delivered. */
  eventSub?: Omit<EventSubOptions, 'store' | 'journal' | 'faults' | 'onFault'>
  /** Refuse with 429 when a rate limit of Helix is exceeded. */
  rateLimit?: boolean
  /** Whether who names a client may subscribe a WebSocket without a token, at /eventsub/subscriptions. */
  takesTokenless?: boolean
  /** Answer only requests for this machine by its own names. */
  isLocal?: boolean
  /** Origins whose pages may ask for what needs no token. */
  allowedOrigins?: readonly string[]
  /** Takes every request that is answered. */
  log?: RequestLog
  /** Where chat is served by TCP, if it is. */
  chatPort?: () => number | undefined
  /** How many requests and how many deliveries the journals keep; 0 for none. */
  journal?: number
  /** Called after a request that may have set a timer. */
  onWrite?: () => void
  /** Takes the stack of an unexpected fault. */
  onFault?: (error: unknown) => void
}

/** A mock without a listener. */
export interface MockServer {
  /** The app that client libraries know, with what each route declares. */
  readonly helix: AnyElysia
  readonly eventSub: EventSub
  /** Chat over IRC. */
  readonly chat: Chat
  /** What a test has asked to go wrong. */
  readonly faults: Faults
  /** Tells what changes. */
  readonly live: Live
  /** Answers a request; what listens names itself, for those who ask for a WebSocket. */
  readonly fetch: Pipeline
}

/**
 * Assembles the simulated Twitch over one store: its apps, EventSub, chat, and the way of a request. It does not
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
    // What they cause, the topic of deliveries tells.
    ...events.operations,
    ...live.told([
      ...clock,
      ...snapshots,
      ...fixtureOperations(store),
      ...requestOperations(journal),
      ...deliveryOperations(deliveries, events.resend),
      ...faultOperations(faults),
    ]),
  ]
  const allowedOrigins = new Set(options.allowedOrigins)
  // A page that may not read /units may not hear of it, either: it is refused as by plain HTTP.
  const follow = (request: Request) => sharingOf(request, allowedOrigins) && live.connect(request)
  const apps = mountApps(store, {
    rateLimit,
    takesTokenless: options.takesTokenless,
    onFault,
    control,
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
