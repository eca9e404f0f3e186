import type { Server } from 'bun'
import type { Awaitable } from '../../lib/then.ts'
import type { Store } from '../engine/store.ts'
import type { Faults } from '../faults/faults.ts'
import type { Connection } from '../http/connection.ts'
import type { RequestJournal } from '../journal/requests/journal.ts'
import type { Apps } from './apps.ts'
import type { RequestLog } from './request-log.ts'

/** What the steps work on. */
export interface Site {
  store: Store
  apps: Apps
  /** The connection of a request that asks for a WebSocket. */
  connect: (request: Request) => Connection | undefined
  /** Answer only requests for this machine by its own names. */
  isLocal: boolean
  /** Origins whose pages may ask for what needs no token. */
  allowedOrigins: ReadonlySet<string>
  log?: RequestLog
  /** Where chat is served by TCP, if it is. */
  chatPort?: () => number | undefined
  /** Keeps what the apps were asked and answered. */
  journal: RequestJournal
  /** What a test has asked to go wrong. */
  faults: Faults
  /** Called after a request that may have set a timer. */
  onWrite?: () => void
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
}

/** A request on its way to its answer. */
export interface Exchange {
  /** As it came: for the runtime and the log. */
  readonly received: Request
  /** As the apps see it. */
  request: Request
  /** What it came in by, if it came over the network. */
  readonly server?: Server<Connection>
}

/** Takes a request to its answer. */
export type Handler = (exchange: Exchange) => Awaitable<Response>

/** Answers by itself, or lets the `next` steps answer and does something before or after. */
export type Step = (next: Handler, site: Site) => Handler

/** From socket to answer. A read that waits for nothing goes through in one go. */
export type Pipeline = (request: Request, server?: Server<Connection>) => Awaitable<Response>
