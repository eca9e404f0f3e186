import { Elysia } from 'elysia'
import { isAboutTheFile } from '../store/file.ts'
import type { Store } from '../store/store.ts'
import { activate, decideActivation } from './activate.ts'
import { authorize, decide } from './authorize.ts'
import { device } from './device.ts'
import { disconnect } from './disconnect.ts'
import { discovery } from './discovery.ts'
import { type Endpoint, redirect } from './endpoint.ts'
import { AuthError, RedirectedError } from './errors.ts'
import { keys } from './keys.ts'
import { revoke } from './revoke.ts'
import { token } from './token.ts'
import { userinfo } from './userinfo.ts'
import { validate } from './validate.ts'

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

/** As the mock's documentation has it, and as Twitch has it. */
const bases = ['/auth', '/oauth2']

export interface AuthOptions {
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
}

/** The identity provider, mounted at /auth and, with Twitch's own paths, at /oauth2; the activation page at /activate too. */
export function authApp(store: Store, { onFault }: AuthOptions) {
  const app = new Elysia().onError(({ error, code, request }) => {
    if (error instanceof RedirectedError) return redirect(error.location)
    const refusal = code === 'NOT_FOUND' ? unknownEndpoint(request) : toAuthError(error)
    if (refusal.status === 500) onFault(error)
    return answer(refusal.body, refusal.status)
  })
  const mount = (base: string, { method, path, handler }: Endpoint) =>
    app.route(
      method,
      base + path,
      async ({ request }) => {
        const given = await handler(store, request)
        return given instanceof Response ? given : answer(given)
      },
      { parse: 'none' },
    )
  for (const base of bases) for (const endpoint of endpoints) mount(base, endpoint)
  for (const endpoint of [activate, decideActivation]) mount('', endpoint)
  return app
}

/** A wrong method is no other matter: Twitch answers GET /token with 404. */
function unknownEndpoint({ method, url }: Request): AuthError {
  return new AuthError(404, `no such endpoint: ${method} ${new URL(url).pathname}`)
}

function toAuthError(thrown: unknown): AuthError {
  if (thrown instanceof AuthError) return thrown
  const reason = isAboutTheFile(thrown) ? `: the database cannot be used: ${(thrown as Error).message}` : ''
  return new AuthError(500, `an unexpected error occurred${reason}`)
}

/** Tokens must not stay in a cache. Source: RFC 6749, 5.1 */
function answer(body: object, status = 200): Response {
  return Response.json(body, {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}
