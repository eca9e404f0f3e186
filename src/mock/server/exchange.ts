import type { Server } from 'bun'
import type { Connection } from '../http/connection.ts'
import { type Host, hostOf } from './host-check.ts'
import { type Target, targetOf } from './request-target.ts'

/** A request on its way through the steps. */
export interface Exchange {
  /** The request as received, for the runtime and the log. */
  readonly received: Request
  /** The path as received. */
  readonly path: string
  /** The host that the request names. */
  readonly host: Host
  /** The request as the apps get it. */
  request: Request
  /** The path of the request as the apps get it. */
  target: Target
  /** The listener, if the request came over the network. */
  readonly server?: Server<Connection>
}

/** The exchange that a request begins. */
export function exchangeOf(received: Request, server?: Server<Connection>): Exchange {
  const target = targetOf(received.url)
  return { received, path: target.path, host: hostOf(received), request: received, target, server }
}
