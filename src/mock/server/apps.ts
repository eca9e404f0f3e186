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
import type { Asked } from '../faults/faults.ts'
import type { Operation } from '../faults/fit.ts'
import { helixApp } from '../helix/app.ts'
import type { HelixError } from '../http/errors.ts'
import { keepAnswer } from '../http/kept-answer.ts'
import { inspectorApp } from '../inspector/app.ts'
import type { Named } from '../journal/requests/entry.ts'
import { unitsApp } from '../units/app.ts'
import { unitPaths } from '../units/openapi.ts'
import { openToAll } from './cross-origin.ts'
import { healthPaths } from './health.ts'
import { indexPage } from './index-page.ts'
import { nameIn, operationIn, operationsIn } from './operation-name.ts'
import { firstSegment } from './request-path.ts'

/** What the apps are mounted with. */
export interface AppOptions {
  /** Refuse with 429 when a rate limit of Helix is exceeded. */
  rateLimit?: boolean
  /** Whether who names a client may subscribe a WebSocket without a token, at /eventsub/subscriptions. */
  takesTokenless?: boolean
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
  /** What /units has about the server itself. */
  control: readonly ControlOperation[]
}

/** The apps of the simulated Twitch. Each has its own errors; none sees another's requests. */
export interface Apps {
  /** The one that client libraries know, with what each route declares. */
  readonly helix: AnyElysia
  /** What a request is called among the operations of Helix and of the identity provider. */
  nameOf: Named
  /** All operations that there are names of. */
  operations(): Operation[]
  /** A request as faults look at it. */
  asked(request: Request): Awaitable<Asked>
  /** Whether a request is one that a program of Twitch's public could make, or try to: none of /units and /docs. */
  isPublic(request: Request): boolean
  /** Whether Helix answers a request; its answers say that pages from anywhere may read them. */
  isHelix(request: Request): boolean
  /** Whether the identity provider answers a request. */
  isAuth(request: Request): boolean
  /** The answer of the app that owns the path of a request; Helix answers a path of no app. */
  answer(request: Request): Awaitable<Response>
  /** A refusal in the shape that the app of a request gives to its own. */
  refuse(request: Request, refusal: HelixError): Response
}

/** What this server has that Twitch has not. */
const own: ReadonlySet<string> = new Set(['', 'docs', 'health', 'inspector', 'units'])

/** Mounts the apps over a store. Each is made for its first request: all would take half of the time of the start. */
export function mountApps(store: Store, { rateLimit, takesTokenless, onFault, control }: AppOptions): Apps {
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
    ['units', lazy(() => unitsApp(store, { onFault, control }))],
  ])
  const isAuth = ({ url }: { url: string }) => apps.get(firstSegment(url)) === auth
  const routesOf = (request: { url: string }) => (isAuth(request) ? auth : helix)().routes
  return {
    isAuth,
    get helix() {
      return helix()
    },
    nameOf: (request) => nameIn(routesOf(request), request),
    operations: () => [
      ...operationsIn(helix().routes).map((each) => ({ api: 'helix' as const, ...each })),
      ...operationsIn(auth().routes).map((each) => ({ api: 'auth' as const, ...each })),
    ],
    asked(request) {
      const operation = lazy(() => operationIn(routesOf(request), request))
      const asked = (api: Asked['api'], parameters: Asked['parameters']): Asked => ({
        request,
        api,
        parameters,
        operation,
      })
      return isAuth(request)
        ? peekParameters(request).then((parameters) => asked('auth', parameters))
        : asked('helix', {})
    },
    isPublic: ({ url }) => !own.has(firstSegment(url)) && !url.endsWith('/openapi.json'),
    isHelix: ({ url }) => firstSegment(url) === 'mock',
    answer(request) {
      if (takesTokenless && isTokenless(store, request)) return tokenless().fetch(request)
      const segment = firstSegment(request.url)
      return segment === '' ? indexPage(store, request) : (apps.get(segment) ?? helix)().fetch(request)
    },
    refuse(request, { status, body: { error, ...body } }) {
      // The identity provider writes errors without the status's name.
      const answer = isAuth(request) ? body : { error, ...body }
      keepAnswer(request, answer, {})
      return Response.json(answer, { status })
    },
  }
}
