import { then } from '../../lib/then.ts'
import { faulted } from '../faults/effects.ts'
import { badRequest, toHelixError } from '../http/errors.ts'
import { foreignOrigin, openToAll, preflightAnswer, sharingOf } from './cross-origin.ts'
import { healthAnswer } from './health.ts'
import { refusalOfAddress, refusalOfHost } from './host-check.ts'
import { reportRequest } from './request-log.ts'
import { canonicalRequest } from './request-path.ts'
import type { Handler, Pipeline, Site, Step } from './step.ts'
import { asTwitchHost, mayConnect, refusalOfPath } from './twitch-host.ts'
import { withoutBody } from './without-body.ts'

/** A request without a usable Host has no URL that the others could look at. */
const address: Step = (next) => (exchange) => refusalOfAddress(exchange.received) ?? next(exchange)

/**
 * Before all that tells or does anything: a page whose name leads to this machine gets nothing (DNS rebinding). What
 * comes for a host of Twitch is from here on a request to that host.
 */
const host: Step =
  (next, { isLocal }) =>
  (exchange) => {
    const meant = asTwitchHost(exchange.received)
    if (meant) exchange.request = meant
    const refusal = isLocal && !meant && refusalOfHost(exchange.received)
    return refusal || next(exchange)
  }

/** Everything from here on judges the path by which the request is answered, not another one of the same meaning. */
const path: Step = (next) => (exchange) => {
  exchange.request = canonicalRequest(exchange.request)
  return next(exchange)
}

/** Probes come every few seconds: they are in no log, and nothing goes wrong for them. */
const health: Step =
  (next, { chatPort }) =>
  (exchange) => {
    const answer = healthAnswer(exchange.request, chatPort?.())
    if (!answer) return next(exchange)
    return exchange.request.method === 'HEAD' ? withoutBody(answer) : answer
  }

/** What becomes a WebSocket has no answer, so that it is none of the steps' that look at answers. */
const upgrade: Step =
  (next, { connect }) =>
  (exchange) => {
    const { received, request, server } = exchange
    const connection = server && mayConnect(request) && connect(request)
    if (!connection) return next(exchange)
    const headers = connection.protocol ? { 'Sec-WebSocket-Protocol': connection.protocol } : undefined
    return server.upgrade(received, { data: connection, headers }) ? upgraded : next(exchange)
  }
/** The runtime takes undefined for this; nobody else sees it. */
const upgraded = undefined as unknown as Response

/** Around everything that answers, refusals and faults included. */
const log: Step = (next, { log }) =>
  log
    ? (exchange) => {
        const began = performance.now()
        return then(next(exchange), (response) => reportRequest(log, exchange.received, response, began))
      }
    : next

/** Around everything that answers, too; what a test itself asks for is none of it. */
const journal: Step = (next, { journal, store, apps }) =>
  journal.isOn
    ? (exchange) => {
        if (!apps.isPublic(exchange.request)) return next(exchange)
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
 * The answer to a GET without its body, a refusal's too. The identity provider is told, since its GET may grant a
 * token.
 */
const head: Step =
  (next, { apps }) =>
  (exchange) => {
    if (exchange.request.method !== 'HEAD') return next(exchange)
    if (!apps.isAuth(exchange.request)) exchange.request = new Request(exchange.request, { method: 'GET' })
    return then(next(exchange), withoutBody)
  }

/** Takes what no app could catch, such as a commit to a full disk. */
const fault: Step =
  (next, { apps, onFault }) =>
  (exchange) => {
    const caught = (error: unknown) => {
      onFault(error)
      return apps.refuse(exchange.request, toHelixError(error))
    }
    try {
      const answer = next(exchange)
      return answer instanceof Promise ? answer.catch(caught) : answer
    } catch (error) {
      return caught(error)
    }
  }

/** A host of Twitch has its own paths, and none of what the mock has besides. */
const hostPaths: Step =
  (next, { apps }) =>
  (exchange) => {
    const refusal = refusalOfPath(exchange.received, exchange.request)
    return refusal ? apps.refuse(exchange.request, refusal) : next(exchange)
  }

/** A browser's question about a request is no request. */
const preflight: Step =
  (next, { allowedOrigins }) =>
  (exchange) =>
    exchange.request.method === 'OPTIONS' ? preflightAnswer(exchange.request, allowedOrigins) : next(exchange)

/**
 * Before anything is done: a browser sends a simple request of any page, and asks only later who may read the answer.
 */
const origin: Step =
  (next, { apps, allowedOrigins }) =>
  (exchange) => {
    const { request } = exchange
    const shared = sharingOf(request, allowedOrigins)
    if (!shared) return apps.refuse(request, foreignOrigin(request))
    const answer = next(exchange)
    // Helix says so as it makes an answer: to write on one that is there would cost it a tenth of its speed.
    if (shared === openToAll && apps.isHelix(request)) return answer
    return then(answer, (response) => {
      for (const name in shared) response.headers.set(name, shared[name]!)
      return response
    })
  }

/** Inside of what says who may read the answer; /units is never faulted. */
const injectFault: Step =
  (next, { faults, apps }) =>
  (exchange) => {
    const { received, request, server } = exchange
    if (faults.isEmpty || !apps.isPublic(request)) return next(exchange)
    return then(apps.asked(request), (asked) => {
      const meeting = faults.at(asked)
      if (!meeting) return next(exchange)
      // The runtime would close a connection on which nothing is said for as long as a fault may delay it.
      if (meeting.fault.effect.delay_ms) server?.timeout(received, 0)
      const answer = (request: Request) => next({ ...exchange, request })
      return faulted(meeting, answer, faults.stopping).then((response) => {
        if (apps.isHelix(request)) for (const name in openToAll) response.headers.set(name, openToAll[name]!)
        return response
      })
    })
  }

/**
 * Nothing is written for a connection that is gone. Above all the runtime closes one that sends a request before it has
 * the answer to a write (HTTP pipelining); it does so once it has read what came, which is by the end of the turn of
 * the event loop.
 */
const hangUp: Step =
  (next, { apps, store }) =>
  (exchange) => {
    const { received, request, server } = exchange
    if (!server || isRead(request)) return next(exchange)
    const { signal } = received
    return store.endOfTurn().then(() => {
      if (!signal.aborted) return next(exchange)
      return apps.refuse(request, badRequest('The connection was closed before the answer.'))
    })
  }

/** What is due by now has happened before the request. */
const timers: Step =
  (next, { store, onFault, onWrite }) =>
  (exchange) => {
    const answer = store.isDue()
      ? then(
          store.write(() => store.runDue(onFault)),
          () => next(exchange),
        )
      : next(exchange)
    return isRead(exchange.request) || !onWrite ? answer : Promise.resolve(answer).finally(onWrite)
  }

/** A read looks at one state of the file; a write is answered when it is in the file. */
const transaction: Step =
  (next, { store }) =>
  (exchange) =>
    isRead(exchange.request) ? store.read(() => next(exchange)) : store.write(() => next(exchange))

const route: Step =
  (_, { apps }) =>
  ({ request }) =>
    apps.answer(request)

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

/** The steps in their order, for a site. */
export function pipeline(site: Site): Pipeline {
  const handle = steps.reduceRight<Handler>((next, step) => step(next, site), nobody)
  return (received, server) => handle({ received, request: received, server })
}

/** What is behind the last step. */
const nobody: Handler = () => {
  throw new Error('the last step answers')
}

const isRead = ({ method }: Request) => method === 'GET' || method === 'HEAD'
