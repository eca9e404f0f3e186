import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import type { Connection } from '../../http/connection.ts'
import { hasShards } from '../../resources/eventsub/conduits/store.ts'
import { endEveryEventSubSession } from '../../resources/eventsub/sessions/store.ts'
import { listByTarget } from '../../resources/eventsub/subscriptions/store.ts'
import type { DiscardedMessages } from '../dispatch/discarded-messages.ts'
import { type CloseCode, closures } from './closures.ts'
import { EventSubSession } from './session.ts'

/** The options of the sessions. */
export interface EventSubSessionsOptions {
  store: Store
  scheduler: Scheduler
  /** The scheduler of pings. */
  network: Scheduler
  discarded: DiscardedMessages
  /** Whether a session without a subscription is closed. */
  requireSubscription: boolean
  /** Whether a fault suppresses the due keepalive. */
  isKeepAliveWithheld(): boolean
}

const KEEPALIVE_SECONDS = { minimum: 10, standard: 10, maximum: 600 }

/** Why a message is not sent through a session. */
export type SendFailure = 'the session is closed' | 'the client does not read'

/** The sessions that are connected to this server. */
export class EventSubSessions {
  readonly #options: EventSubSessionsOptions
  readonly #sessions = new Map<string, EventSubSession>()

  constructor(options: EventSubSessionsOptions) {
    this.#options = options
    const { store } = options
    store.on('eventsub.session.reconnect', ({ id }) => this.reconnect(id))
    store.on('eventsub.session.close', ({ id, code }) => this.close(id, code as CloseCode))
    store.on('eventsub.session.keepalive', ({ id, enabled }) => this.#sessions.get(id)?.setKeepAlive(enabled))
  }

  /** The IDs of the connected sessions. */
  get ids(): string[] {
    return [...this.#sessions.keys()]
  }

  /** Ends the sessions of an earlier process in the store; called before any client connects. */
  endAll(): void {
    endEveryEventSubSession(this.#options.store, 'websocket_disconnected')
  }

  /** Begins or resumes a session, by the query of the client's URL. */
  connect(url: URL): Connection {
    const token = url.searchParams.get('reconnect')
    if (token === null) return this.#begin(url)
    const session = [...this.#sessions.values()].find((session) => session.accepts(token))
    return session?.comeBack() ?? refusal
  }

  /** Whether a session is connected. */
  has(id: string): boolean {
    return this.#sessions.has(id)
  }

  /** Sends a message; returns the reason if it is not sent. A client that does not read loses messages, no session. */
  send(id: string, text: string): SendFailure | undefined {
    const session = this.#sessions.get(id)
    if (!session) return 'the session is closed'
    if (session.send(text)) return undefined
    this.#options.discarded.add(`the WebSocket session ${id}`, 'the client does not read')
    return 'the client does not read'
  }

  /** Asks the client of a session to reconnect. */
  reconnect(id: string): void {
    this.#sessions.get(id)?.reconnect()
  }

  close(id: string, code: CloseCode): void {
    this.#sessions.get(id)?.close(code)
  }

  /** Closes all sessions, since the server stops. */
  stop(): void {
    for (const session of [...this.#sessions.values()]) session.close(4000)
  }

  #begin(url: URL): Connection {
    const { store, scheduler, network, discarded, requireSubscription, isKeepAliveWithheld } = this.#options
    return EventSubSession.begin({
      store,
      scheduler,
      network,
      keepAlive: keepAliveOf(url),
      isKeepAliveWithheld,
      url: `${url.protocol === 'https:' ? 'wss' : 'ws'}://${url.host}${url.pathname}`,
      isUsed: (id) => !requireSubscription || listByTarget(store, id).length > 0 || hasShards(store, id),
      onBegin: (session) => void this.#sessions.set(session.id, session),
      onEnd: ({ id }) => {
        this.#sessions.delete(id)
        discarded.forget(`the WebSocket session ${id}`)
      },
    })
  }
}

/** The wanted keepalive in seconds, clamped to the allowed range. */
function keepAliveOf({ searchParams }: URL): number {
  const { minimum, standard, maximum } = KEEPALIVE_SECONDS
  const wanted = Number.parseInt(searchParams.get('keepalive_timeout_seconds') ?? '', 10)
  return Number.isNaN(wanted) ? standard : Math.min(Math.max(wanted, minimum), maximum)
}

/** The connection for an unknown, expired or used reconnect URL: it is closed at once. */
const refusal: Connection = {
  opened: (socket) => socket.close(4007, closures[4007].reason),
  received() {},
  ponged() {},
  closed() {},
}
