import type { Server } from 'bun'
import type { Awaitable } from '../../lib/then.ts'
import type { Store } from '../engine/store.ts'
import type { Faults } from '../faults/faults.ts'
import type { Connection } from '../http/connection.ts'
import type { RequestJournal } from '../journal/requests/journal.ts'
import type { Apps } from './apps.ts'
import type { Exchange } from './exchange.ts'
import type { RequestLog } from './request-log.ts'

/** The parts of a server that steps use. */
export interface Site {
  store: Store
  apps: Apps
  /** The connection for a request that asks for a WebSocket; undefined at paths that have none. */
  connect: (request: Request) => Connection | undefined
  /** Answer only requests whose Host is a name of this machine. */
  isLocal: boolean
  /** Origins whose pages may use the APIs that need no token. */
  allowedOrigins: ReadonlySet<string>
  log?: RequestLog
  /** The TCP port of chat, if it is served. */
  chatPort?: () => number | undefined
  /** The journal of requests and answers. */
  journal: RequestJournal
  /** The faults that tests have added. */
  faults: Faults
  /** Called after a request that may have set a timer. */
  onWrite?: () => void
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
}

/** Answers a request. */
export type Handler = (exchange: Exchange) => Awaitable<Response>

/** Makes a handler that answers itself, or calls `next` and does something before or after. */
export type Step = (next: Handler, site: Site) => Handler

/** The chain of all steps. A read that need not wait is answered synchronously. */
export type Pipeline = (request: Request, server?: Server<Connection>) => Awaitable<Response>
