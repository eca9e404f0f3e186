import type { AnyElysia } from 'elysia'
import { clockOperations } from '../control/clock.ts'
import { snapshotOperations } from '../control/snapshots.ts'
import { turns } from '../control/turns.ts'
import type { Store } from '../engine/store.ts'
import { type EventSub, type EventSubOptions, eventSub } from '../eventsub/app.ts'
import { Faults } from '../faults/faults.ts'
import { faultOperations } from '../faults/operations.ts'
import { fixtureOperations } from '../fixtures/operations.ts'
import { type Chat, chatApp } from '../irc/app.ts'
import { webSocketOf } from '../irc/websocket.ts'
import { JOURNAL_LENGTH, Journal } from '../journal/journal.ts'
import { journalOperations } from '../journal/operations.ts'
import { mountApps } from './apps.ts'
import { pipeline } from './pipeline.ts'
import type { RequestLog } from './request-log.ts'
import type { Pipeline } from './step.ts'

/** What a mock is made with. */
export interface MockOptions {
  store: Store
  /** How events are delivered. */
  eventSub?: Omit<EventSubOptions, 'store' | 'onFault'>
  /** Refuse with 429 when a rate limit of Helix is exceeded. */
  rateLimit?: boolean
  /** Answer only requests for this machine by its own names. */
  isLocal?: boolean
  /** Origins whose pages may ask for what needs no token. */
  allowedOrigins?: readonly string[]
  /** Takes every request that is answered. */
  log?: RequestLog
  /** How many requests the journal keeps; 0 for none. */
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
  /** Answers a request; what listens names itself, for those who ask for a WebSocket. */
  readonly fetch: Pipeline
}

/**
 * Assembles the simulated Twitch over one store: its apps, EventSub, chat, and the way of a request. It does not
 * listen.
 */
export function createMock({ store, onFault = () => {}, ...options }: MockOptions): MockServer {
  store.onFault(onFault)
  const events = eventSub({ ...options.eventSub, store, onFault })
  const { rateLimit, onWrite } = options
  const chat = chatApp({ store, scheduler: options.eventSub?.scheduler, rateLimit, onWrite, onFault })
  const journal = new Journal(options.journal ?? JOURNAL_LENGTH, (request) => apps.nameOf(request))
  const inTurn = turns()
  const clock = clockOperations(store, { settled: events.settled, inTurn, onFault })
  const faults = new Faults(store, () => apps.operations())
  const forget = () => {
    journal.clear()
    faults.reset()
  }
  const snapshots = snapshotOperations(store, { inTurn, forget })
  const control = [
    ...clock,
    ...snapshots,
    ...fixtureOperations(store),
    ...journalOperations(journal),
    ...faultOperations(faults),
  ]
  const apps = mountApps(store, { rateLimit, onFault, trigger: events.trigger, control })
  const fetch = pipeline({
    store,
    apps,
    connect: (request) => events.connect(request) ?? webSocketOf(chat, request),
    isLocal: options.isLocal ?? false,
    allowedOrigins: new Set(options.allowedOrigins),
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
    fetch,
  }
}
