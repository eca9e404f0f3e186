import { type AnyElysia, Elysia } from 'elysia'
import { isAboutTheFile } from '../engine/file.ts'
import type { Store } from '../engine/store.ts'
import { keepAnswer } from '../http/kept-answer.ts'
import { nearestRoute } from '../http/nearest-route.ts'
import { activate, decideActivation } from './endpoints/activate.ts'
import { authorize, decide } from './endpoints/authorize.ts'
import { device } from './endpoints/device.ts'
import { disconnect } from './endpoints/disconnect.ts'
import { discovery } from './endpoints/discovery.ts'
import { type Endpoint, redirect } from './endpoints/endpoint.ts'
import { keys } from './endpoints/keys.ts'
import { revoke } from './endpoints/revoke.ts'
import { token } from './endpoints/token.ts'
import { userinfo } from './endpoints/userinfo.ts'
import { validate } from './endpoints/validate.ts'
import { AuthError, RedirectedError } from './errors.ts'

const endpoints: readonly Endpoint[] = [
  authorize,
  decide,
  token,
  device,
  activate,
  decideActivation,
  validate,
  revoke,
  disconnect,
  discovery,
  keys,
  userinfo,
]

/** The base paths: that of the official CLI's mock, and Twitch's own. */
const bases = ['/auth', '/oauth2']

/** The options of the identity provider. */
export interface AuthOptions {
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
}

/**
 * The identity provider, mounted at /auth and at /oauth2, which is Twitch's own path; the activation page also at
 * /activate.
 */
export function authApp(store: Store, { onFault }: AuthOptions) {
  const app: AnyElysia = new Elysia().onError(({ error, code, request }) => {
    if (error instanceof RedirectedError) return kept(request, null, redirect(error.location))
    const refusal = code === 'NOT_FOUND' ? unknownEndpoint(app.routes, request) : toAuthError(error)
    if (refusal.status === 500) onFault(error)
    return kept(request, refusal.body, answer(refusal.body, refusal.status))
  })
  const mount = (base: string, { method, path, handler }: Endpoint) => {
    for (const each of method === 'GET' ? ['GET', 'HEAD'] : [method]) {
      app.route(
        each,
        base + path,
        async ({ request }) => {
          const given = await handler(store, request)
          return given instanceof Response ? kept(request, null, given) : kept(request, given, answer(given))
        },
        { parse: 'none' },
      )
    }
  }
  for (const base of bases) for (const endpoint of endpoints) mount(base, endpoint)
  for (const endpoint of [activate, decideActivation]) mount('', endpoint)
  return app
}

/** The refusal of a path or of a method that no endpoint has: 404 for both, as Twitch answers GET /token. */
function unknownEndpoint(routes: AnyElysia['routes'], { method, url }: Request): AuthError {
  const path = new URL(url).pathname
  const nearest = nearestRoute(routes, { method, path })
  return new AuthError(404, `no such endpoint: ${method} ${path}; the nearest is ${nearest}`)
}

function toAuthError(thrown: unknown): AuthError {
  if (thrown instanceof AuthError) return thrown
  const reason = isAboutTheFile(thrown) ? `: the database cannot be used: ${(thrown as Error).message}` : ''
  return new AuthError(500, `an unexpected error occurred${reason}`)
}

function kept(request: Request, body: object | null, response: Response): Response {
  keepAnswer(request, body, response.headers)
  return response
}

/** Answers with JSON that no cache keeps, since it may be a token. Source: RFC 6749, 5.1 */
function answer(body: object, status = 200): Response {
  return Response.json(body, {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}
