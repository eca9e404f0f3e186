import type { Server } from 'bun'
import { type Awaitable, then } from '../../lib/then.ts'
import type { Store } from '../engine/store.ts'
import type { Connection } from '../eventsub/websocket/connection.ts'
import { badRequest, toHelixError } from '../http/errors.ts'
import type { Apps } from './apps.ts'
import { foreignOrigin, openToAll, preflightAnswer, sharingOf } from './cross-origin.ts'
import { refusalOfAddress, refusalOfHost } from './host-check.ts'
import { type RequestLog, reportRequest } from './request-log.ts'
import { canonicalRequest } from './request-path.ts'

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
  /** Called after a request that may have set a timer. */
  onWrite?: () => void
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
}

/** A request on its way to its answer. */
interface Exchange {
  /** As it came: for the runtime and the log. */
  readonly received: Request
  /** As the apps see it. */
  request: Request
  /** What it came in by, if it came over the network. */
  readonly server?: Server<Connection>
}

/** Answers by itself, or lets the next steps answer and does something before or after. */
type Step = (exchange: Exchange, site: Site, next: () => Awaitable<Response>) => Awaitable<Response>

/** From socket to answer. A read that waits for nothing goes through in one go. */
export type Pipeline = (request: Request, server?: Server<Connection>) => Awaitable<Response>

/** A request without a usable Host has no URL that the others could look at. */
const address: Step = ({ received }, _, next) => refusalOfAddress(received) ?? next()

/** Before all that tells or does anything: a page whose name leads to this machine gets nothing (DNS rebinding). */
const host: Step = ({ received }, { isLocal }, next) => (isLocal && refusalOfHost(received)) || next()

/** Everything from here on judges the path by which the request is answered, not another one of the same meaning. */
const path: Step = (exchange, _, next) => {
  exchange.request = canonicalRequest(exchange.received)
  return next()
}

/** What becomes a WebSocket has no answer, so that it is none of the steps' that look at answers. */
const upgrade: Step = ({ received, request, server }, { connect }, next) => {
  const connection = server && connect(request)
  return connection && server.upgrade(received, { data: connection }) ? upgraded : next()
}
/** The runtime takes undefined for this; nobody else sees it. */
const upgraded = undefined as unknown as Response

/** Around everything that answers, refusals and faults included. */
const log: Step = ({ received }, { log }, next) => {
  if (!log) return next()
  const began = performance.now()
  return then(next(), (response) => reportRequest(log, received, response, began))
}

/** The answer to a GET without its body, a refusal's too. */
const head: Step = (exchange, _, next) => {
  if (exchange.request.method !== 'HEAD') return next()
  exchange.request = new Request(exchange.request, { method: 'GET' })
  return then(next(), withoutBody)
}

/** Takes what no app could catch, such as a commit to a full disk. */
const fault: Step = ({ request }, { apps, onFault }, next) => {
  const caught = (error: unknown) => {
    onFault(error)
    return apps.refuse(request, toHelixError(error))
  }
  try {
    const answer = next()
    return answer instanceof Promise ? answer.catch(caught) : answer
  } catch (error) {
    return caught(error)
  }
}

/** A browser's question about a request is no request. */
const preflight: Step = ({ request }, { allowedOrigins }, next) =>
  request.method === 'OPTIONS' ? preflightAnswer(request, allowedOrigins) : next()

/** Before anything is done: a browser sends a simple request of any page, and asks only later who may read the answer. */
const origin: Step = ({ request }, { apps, allowedOrigins }, next) => {
  const shared = sharingOf(request, allowedOrigins)
  if (!shared) return apps.refuse(request, foreignOrigin(request))
  return then(next(), (response) => {
    // Helix says so as it makes an answer: to write on one that is there would cost it a tenth of its speed.
    const isSaid = shared === openToAll && response.headers.has('Access-Control-Allow-Origin')
    if (!isSaid) for (const name in shared) response.headers.set(name, shared[name]!)
    return response
  })
}

/**
 * Nothing is written for a connection that is gone. Above all the runtime closes one that sends a request before it has the
 * answer to a write (HTTP pipelining); it does so once it has read what came, which is by the next turn of the event loop.
 */
const hangUp: Step = ({ received, request, server }, { apps }, next) => {
  if (!server || isRead(request)) return next()
  const { signal } = received
  return new Promise((resolve) => setImmediate(resolve)).then(() =>
    signal.aborted
      ? apps.refuse(request, badRequest('The connection was closed before the answer.'))
      : next(),
  )
}

/** What is due by now has happened before the request. */
const timers: Step = ({ request }, { store, onFault, onWrite }, next) => {
  const answer = store.isDue()
    ? then(
        store.write(() => store.runDue(onFault)),
        next,
      )
    : next()
  return isRead(request) || !onWrite ? answer : Promise.resolve(answer).finally(onWrite)
}

/** A read looks at one state of the file; a write is answered when it is in the file. */
const transaction: Step = ({ request }, { store }, next) =>
  isRead(request) ? store.read(next) : store.write(next)

const route: Step = ({ request }, { apps }) => apps.answer(request)

const steps: readonly Step[] = [
  address,
  host,
  path,
  upgrade,
  log,
  head,
  fault,
  preflight,
  origin,
  hangUp,
  timers,
  transaction,
  route,
]

/** The steps in their order, for a site. */
export function pipeline(site: Site): Pipeline {
  const from = (index: number, exchange: Exchange): Awaitable<Response> =>
    steps[index]!(exchange, site, () => from(index + 1, exchange))
  return (received, server) => from(0, { received, request: received, server })
}

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD'

async function withoutBody(response: Response): Promise<Response> {
  const { status, headers } = response
  // RFC 9110, 8.6: the length that a GET would have.
  if (response.body) headers.set('Content-Length', String((await response.blob()).size))
  return new Response(null, { status, headers })
}
