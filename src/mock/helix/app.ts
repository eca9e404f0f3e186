import { type AnyElysia, Elysia } from 'elysia'
import type { Store } from '../engine/store.ts'
import { readBody } from '../http/body.ts'
import { type ErrorBody, HelixError, toHelixError } from '../http/errors.ts'
import { keepAnswer } from '../http/kept-answer.ts'
import { nearestRoute } from '../http/nearest-route.ts'
import { resources } from '../resources/registry.ts'
import { isGone } from './gone.ts'
import { openApiOf } from './openapi.ts'
import { POINTS_PER_MINUTE, RateLimiter } from './rate-limit.ts'
import { routeBuilder } from './route-builder.ts'

/** The options of the Helix app. */
export interface HelixOptions {
  /** Refuse with 429 when a caller's bucket is empty; otherwise only the headers report the limit. */
  rateLimit?: boolean
  /** Headers to add to every answer. */
  headers?: Readonly<Record<string, string>>
  /** Paths of other apps to add to the OpenAPI description. */
  morePaths?: () => Record<string, object>
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
}

/** Helix, mounted at /mock: every resource of the registry, one shape of errors, one description. */
export function helixApp(
  store: Store,
  { rateLimit = false, headers = {}, morePaths, onFault }: HelixOptions,
): AnyElysia {
  const limiter = new RateLimiter(store, rateLimit)
  const app: AnyElysia = new Elysia({ prefix: '/mock', normalize: false })
    .headers({
      ...headers,
      'Ratelimit-Limit': String(POINTS_PER_MINUTE),
      'Ratelimit-Remaining': String(POINTS_PER_MINUTE),
    })
    .onParse({ as: 'global' }, ({ request }) => readBody(request))
    .onError({ as: 'global' }, ({ error, code, set, request }): ErrorBody => {
      const refusal = code === 'NOT_FOUND' ? unknownRoute(request) : toHelixError(error)
      if (refusal.status === 500) onFault(error)
      set.status = refusal.status
      keepAnswer(request, refusal.body, set.headers)
      return refusal.body
    })
    .get('/openapi.json', () => openApiOf(app, morePaths?.()), { detail: { hide: true } })
  const helix = routeBuilder(store, limiter)
  for (const { routes } of resources) if (routes) app.use(routes(store, helix))
  return app

  /** The refusal of a request without a route. Elysia does not say whether the path or the method is unknown. */
  function unknownRoute(request: Request): HelixError {
    const { pathname } = new URL(request.url)
    const methods = app.routes.filter((route) => route.path === pathname).map((route) => route.method)
    if (methods.length > 0) {
      return new HelixError(405, `${request.method} is not allowed here: use ${methods.join(' or ')}.`)
    }
    if (isGone(pathname)) return new HelixError(410, 'This API is not available.')
    const nearest = nearestRoute(app.routes, { method: request.method, path: pathname })
    return new HelixError(404, `No such endpoint: ${request.method} ${pathname}. The nearest is ${nearest}.`)
  }
}
