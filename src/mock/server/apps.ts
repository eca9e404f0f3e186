import type { AnyElysia } from 'elysia'
import { lazy } from '../../lib/lazy.ts'
import type { Awaitable } from '../../lib/then.ts'
import { authApp } from '../auth/app.ts'
import { docsApp } from '../docs/app.ts'
import type { Store } from '../engine/store.ts'
import { upgradeApp } from '../eventsub/upgrade.ts'
import { helixApp } from '../helix/app.ts'
import type { HelixError } from '../http/errors.ts'
import type { Action } from '../resources/unit.ts'
import { unitsApp } from '../units/app.ts'
import { unitPaths } from '../units/openapi.ts'
import { openToAll } from './cross-origin.ts'
import { indexPage } from './index-page.ts'
import { firstSegment } from './request-path.ts'

/** What the apps are mounted with. */
export interface AppOptions {
  /** Refuse with 429 when a rate limit of Helix is exceeded. */
  rateLimit?: boolean
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
  /** Publishes an event on demand. */
  trigger: Action
}

/** The apps of the simulated Twitch. Each has its own errors; none sees another's requests. */
export interface Apps {
  /** The one that client libraries know, with what each route declares. */
  readonly helix: AnyElysia
  /** Whether Helix answers a request; its answers say that pages from anywhere may read them. */
  isHelix(request: Request): boolean
  /** Whether the identity provider answers a request. */
  isAuth(request: Request): boolean
  /** The answer of the app at whose path a request is; Helix answers what is nobody's. */
  answer(request: Request): Awaitable<Response>
  /** A refusal in the shape that the app of a request gives to its own. */
  refuse(request: Request, refusal: HelixError): Response
}

/** Mounts the apps over a store. Each is made for its first request: all would take half of the time of the start. */
export function mountApps(store: Store, { rateLimit, onFault, trigger }: AppOptions): Apps {
  const helix = lazy(() =>
    helixApp(store, { rateLimit, headers: openToAll, onFault, morePaths: () => unitPaths(trigger) }),
  )
  const auth = lazy(() => authApp(store, { onFault }))
  const upgrade = lazy(upgradeApp)
  const apps = new Map<string, () => AnyElysia>([
    ['mock', helix],
    ['auth', auth],
    ['oauth2', auth],
    ['activate', auth],
    ['docs', lazy(docsApp)],
    ['ws', upgrade],
    ['eventsub', upgrade],
    ['units', lazy(() => unitsApp(store, { onFault, trigger }))],
  ])
  const isAuth = ({ url }: Request) => apps.get(firstSegment(url)) === auth
  return {
    isAuth,
    get helix() {
      return helix()
    },
    isHelix: ({ url }) => firstSegment(url) === 'mock',
    answer(request) {
      const segment = firstSegment(request.url)
      return segment === '' ? indexPage(store, request) : (apps.get(segment) ?? helix)().fetch(request)
    },
    refuse(request, { status, body: { error, ...body } }) {
      // The identity provider writes errors without the status's name.
      return Response.json(isAuth(request) ? body : { error, ...body }, { status })
    },
  }
}
