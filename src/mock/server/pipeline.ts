import { then } from '../../lib/then.ts'
import { faulted } from '../faults/effects.ts'
import { badRequest, toHelixError } from '../http/errors.ts'
import { foreignOrigin, openToAll, preflightAnswer, sharingOf } from './cross-origin.ts'
import { exchangeOf } from './exchange.ts'
import { healthAnswer } from './health.ts'
import { refusalOfAddress, refusalOfHost } from './host-check.ts'
import { reportRequest } from './request-log.ts'
import { canonicalRequest, targetOf } from './request-target.ts'
import type { Handler, Pipeline, Site, Step } from './step.ts'
import { asTwitchHost, mayConnect, refusalOfPath } from './twitch-host.ts'
import { withoutBody } from './without-body.ts'

/** Refuses a request without a valid Host, since the next steps need its URL. */
const address: Step = (next) => (exchange) => refusalOfAddress(exchange.host) ?? next(exchange)

/**
 * Refuses foreign hosts before any step that answers (DNS rebinding). From here on, a request for a host of Twitch has
 * that host's URL.
 */
const host: Step =
  (next, { isLocal }) =>
  (exchange) => {
    const meant = asTwitchHost(exchange.received, exchange.host)
    if (meant) exchange.request = meant
    const refusal = isLocal && !meant && refusalOfHost(exchange.host)
    return refusal || next(exchange)
  }

/** Replaces the path by its canonical form, which all next steps see. */
const path: Step = (next) => (exchange) => {
  const canonical = canonicalRequest(exchange.request, exchange.target)
  if (canonical) {
    exchange.request = canonical
    exchange.target = targetOf(canonical.url)
  }
  return next(exchange)
}

/** Answers health checks, which come every few seconds, before log, journal and faults. */
const health: Step =
  (next, { chatPort }) =>
  (exchange) => {
    const answer = healthAnswer(exchange, chatPort?.())
    if (!answer) return next(exchange)
    return exchange.request.method === 'HEAD' ? withoutBody(answer) : answer
  }

/** Upgrades to a WebSocket, before the steps that look at answers, since an upgrade has none. */
const upgrade: Step =
  (next, { connect }) =>
  (exchange) => {
    const { received, request, server, host, target } = exchange
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return next(exchange)
    const connection = server && mayConnect(host, target) && connect(request)
    if (!connection) return next(exchange)
    const headers = connection.protocol ? { 'Sec-WebSocket-Protocol': connection.protocol } : undefined
    return server.upgrade(received, { data: connection, headers }) ? upgraded : next(exchange)
  }
/** The result of an upgrade: the runtime expects undefined. */
const upgraded = undefined as unknown as Response

/** Logs every answer, including refusals and faults. */
const log: Step = (next, { log }) =>
  log
    ? (exchange) => {
        const began = performance.now()
        return then(next(exchange), (response) => reportRequest(log, exchange, response, began))
      }
    : next

/** Records every answer to a request to Twitch's APIs, including refusals and faults. */
const journal: Step = (next, { journal, store, apps }) =>
  journal.isOn
    ? (exchange) => {
        if (!apps.isPublic(exchange.target)) return next(exchange)
        const began = performance.now()
        return then(next(exchange), (response) => {
          const { received, request } = exchange
          const duration = performance.now() - began
          journal.add(received, request, { at: store.now(), status: response.status, duration })
          return response
        })
      }
    : next

/**
 * Answers HEAD as GET without the body, also for refusals. The identity provider gets the HEAD itself, since its GET
 * may grant a token.
 */
const head: Step =
  (next, { apps }) =>
  (exchange) => {
    if (exchange.request.method !== 'HEAD') return next(exchange)
    if (!apps.isAuth(exchange.target)) exchange.request = new Request(exchange.request, { method: 'GET' })
    return then(next(exchange), withoutBody)
  }

/** Answers errors that no app catches, such as a failed commit to a full disk. */
const fault: Step =
  (next, { apps, onFault }) =>
  (exchange) => {
    const caught = (error: unknown) => {
      onFault(error)
      return apps.refuse(exchange, toHelixError(error))
    }
    try {
      const answer = next(exchange)
      return answer instanceof Promise ? answer.catch(caught) : answer
    } catch (error) {
      return caught(error)
    }
  }

/** Refuses paths that a host of Twitch does not have, such as the mock's own. */
const hostPaths: Step =
  (next, { apps }) =>
  (exchange) => {
    const refusal = refusalOfPath(exchange.host, exchange.path)
    return refusal ? apps.refuse(exchange, refusal) : next(exchange)
  }

/** Answers preflight requests (CORS). */
const preflight: Step =
  (next, { allowedOrigins }) =>
  (exchange) =>
    exchange.request.method === 'OPTIONS'
      ? preflightAnswer(exchange.request, exchange.target, allowedOrigins)
      : next(exchange)

/**
 * Refuses foreign origins before the request has any effect: browsers send simple requests of all pages, and check only
 * afterwards whether the page may read the answer.
 */
const origin: Step =
  (next, { apps, allowedOrigins }) =>
  (exchange) => {
    const { request, target } = exchange
    const shared = sharingOf(request, target, allowedOrigins)
    if (!shared) return apps.refuse(exchange, foreignOrigin(request))
    const answer = next(exchange)
    // Helix sets these headers when it builds an answer: adding them afterwards would slow it by a tenth.
    if (shared === openToAll && apps.isHelix(target)) return answer
    return then(answer, (response) => {
      for (const name in shared) response.headers.set(name, shared[name]!)
      return response
    })
  }

/** Applies faults, except to /units. It is inside of `origin`, so that a page can read a faulted answer. */
const injectFault: Step =
  (next, { faults, apps }) =>
  (exchange) => {
    const { received, target, server } = exchange
    if (faults.isEmpty || !apps.isPublic(target)) return next(exchange)
    return then(apps.propertiesOf(exchange), (properties) => {
      const match = faults.at(properties)
      if (!match) return next(exchange)
      // The runtime's idle timeout would close the connection during a long delay.
      if (match.fault.effect.delay_ms) server?.timeout(received, 0)
      const answer = (request: Request) => next({ ...exchange, request })
      return faulted(match, answer, faults.stopping).then((response) => {
        if (apps.isHelix(target)) for (const name in openToAll) response.headers.set(name, openToAll[name]!)
        return response
      })
    })
  }

/**
 * Drops writes of closed connections. The runtime also closes a connection that pipelines a request behind an
 * unanswered write, as soon as it reads that request: by the end of the turn of the event loop.
 */
const hangUp: Step =
  (next, { apps, store }) =>
  (exchange) => {
    const { received, request, server } = exchange
    if (!server || isRead(request)) return next(exchange)
    const { signal } = received
    return store.endOfTurn().then(() => {
      if (!signal.aborted) return next(exchange)
      return apps.refuse(exchange, badRequest('The connection was closed before the answer.'))
    })
  }

/** Fires due timers before the request is answered. */
const timers: Step =
  (next, { store, onFault, onWrite }) =>
  (exchange) => {
    const answer = store.isDue()
      ? then(
          store.write(() => store.runDue(onFault)),
          () => next(exchange),
        )
      : next(exchange)
    if (isRead(exchange.request) || !onWrite) return answer
    return then(answer, (response) => {
      onWrite()
      return response
    })
  }

/** Runs the route in a transaction: a read sees one state of the file; a write is answered after its commit. */
const transaction: Step =
  (next, { store }) =>
  (exchange) =>
    isRead(exchange.request) ? store.read(() => next(exchange)) : store.write(() => next(exchange))

const route: Step =
  (_, { apps }) =>
  (exchange) =>
    apps.answer(exchange)

const steps: readonly Step[] = [
  address,
  host,
  path,
  health,
  upgrade,
  log,
  journal,
  head,
  fault,
  hostPaths,
  preflight,
  origin,
  injectFault,
  hangUp,
  timers,
  transaction,
  route,
]

/** Chains the steps in their order. */
export function pipeline(site: Site): Pipeline {
  const handle = steps.reduceRight<Handler>((next, step) => step(next, site), endOfSteps)
  return (received, server) => handle(exchangeOf(received, server))
}

/** The end of the chain, which is never reached. */
const endOfSteps: Handler = () => {
  throw new Error('the last step answers')
}

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD'
