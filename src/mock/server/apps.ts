import type { AnyElysia } from 'elysia'
import { lazy } from '../../lib/lazy.ts'
import type { Awaitable } from '../../lib/then.ts'
import { authApp } from '../auth/app.ts'
import { peekParameters } from '../auth/parameters.ts'
import type { ControlOperation } from '../control/operation.ts'
import { docsApp } from '../docs/app.ts'
import type { Store } from '../engine/store.ts'
import { isTokenless, tokenlessApp } from '../eventsub/tokenless.ts'
import { upgradeApp } from '../eventsub/upgrade.ts'
import type { RequestProperties } from '../faults/faults.ts'
import type { Operation } from '../faults/fit.ts'
import { helixApp } from '../helix/app.ts'
import type { HelixError } from '../http/errors.ts'
import { keepAnswer } from '../http/kept-answer.ts'
import { inspectorApp } from '../inspector/app.ts'
import type { Named } from '../journal/requests/entry.ts'
import { unitsApp } from '../units/app.ts'
import { unitPaths } from '../units/openapi.ts'
import { openToAll } from './cross-origin.ts'
import type { Exchange } from './exchange.ts'
import { healthPaths } from './health.ts'
import { indexPage } from './index-page.ts'
import { nameIn, operationIn, operationsIn } from './operation-name.ts'
import { type Target, targetOf } from './request-target.ts'

/** The options of the apps. */
export interface AppOptions {
  /** Refuse with 429 when a rate limit of Helix is exceeded. */
  rateLimit?: boolean
  /** Accept WebSocket subscriptions without a token at /eventsub/subscriptions, from requests that name a client. */
  takesTokenless?: boolean
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
  /** The operations of /units on the server itself. */
  control: readonly ControlOperation[]
  /** Aborted when the server stops. */
  stopping: AbortSignal
}

/** A request, and the target by which its app is found. */
type Routed = Pick<Exchange, 'request' | 'target'>

/** The apps of the simulated Twitch. Each has its own shape of errors, and gets only its own requests. */
export interface Apps {
  /** Helix, with the declarations of its routes. */
  readonly helix: AnyElysia
  /** The operation name of a request to Helix or the identity provider. */
  nameOf: Named
  /** All operations of Helix and the identity provider. */
  operations(): Operation[]
  /** The properties of a request that faults match. */
  propertiesOf(routed: Routed): Awaitable<RequestProperties>
  /** Whether a request is to an API of Twitch, not to one of the mock's own, such as /units and /docs. */
  isPublic(target: Target): boolean
  /** Whether Helix answers a request. Its answers already have the CORS headers for all origins. */
  isHelix(target: Target): boolean
  /** Whether the identity provider answers a request. */
  isAuth(target: Target): boolean
  /** The answer of the app to which the path of a request belongs; Helix answers unknown paths. */
  answer(routed: Routed): Awaitable<Response>
  /** A refusal in the shape of the app to which a request belongs. */
  refuse(routed: Routed, refusal: HelixError): Response
}

/** The first path segments of the mock's own APIs and pages. */
const own: ReadonlySet<string> = new Set(['', 'docs', 'health', 'inspector', 'units'])

/** Mounts the apps over a store. Each is built at its first request: building all takes half of the start's time. */
export function mountApps(
  store: Store,
  { rateLimit, takesTokenless, onFault, control, stopping }: AppOptions,
): Apps {
  const helix = lazy(() =>
    helixApp(store, {
      rateLimit,
      headers: openToAll,
      onFault,
      morePaths: () => ({ ...unitPaths(control), ...healthPaths }),
    }),
  )
  const auth = lazy(() => authApp(store, { onFault }))
  const upgrade = lazy(upgradeApp)
  const tokenless = lazy(() => tokenlessApp(store, onFault))
  const apps = new Map<string, () => AnyElysia>([
    ['mock', helix],
    ['auth', auth],
    ['oauth2', auth],
    ['activate', auth],
    ['docs', lazy(docsApp)],
    ['inspector', lazy(inspectorApp)],
    ['ws', upgrade],
    ['eventsub', upgrade],
    ['units', lazy(() => unitsApp(store, { onFault, control, stopping }))],
  ])
  const isAuth = ({ segment }: Target) => apps.get(segment) === auth
  const routesOf = (target: Target) => (isAuth(target) ? auth : helix)().routes
  return {
    isAuth,
    get helix() {
      return helix()
    },
    nameOf({ method, url }) {
      const target = targetOf(url)
      return nameIn(routesOf(target), { method, path: target.path })
    },
    operations: () => [
      ...operationsIn(helix().routes).map((each) => ({ api: 'helix' as const, ...each })),
      ...operationsIn(auth().routes).map((each) => ({ api: 'auth' as const, ...each })),
    ],
    propertiesOf({ request, target }) {
      const asked = { method: request.method, path: target.path }
      const operation = lazy(() => operationIn(routesOf(target), asked))
      return isAuth(target)
        ? peekParameters(request).then((parameters) => ({ request, api: 'auth', parameters, operation }))
        : { request, api: 'helix', parameters: {}, operation }
    },
    isPublic: ({ path, segment }) => !own.has(segment) && !path.endsWith('/openapi.json'),
    isHelix: ({ segment }) => segment === 'mock',
    answer({ request, target: { segment } }) {
      if (takesTokenless && isTokenless(store, request)) return tokenless().fetch(request)
      return segment === '' ? indexPage(store, request) : (apps.get(segment) ?? helix)().fetch(request)
    },
    refuse({ request, target }, { status, body: { error, ...body } }) {
      // Errors of the identity provider have no member `error`.
      const answer = isAuth(target) ? body : { error, ...body }
      keepAnswer(request, answer, {})
      return Response.json(answer, { status })
    },
  }
}
