import { type AnyElysia, Elysia } from 'elysia'
import { authApp } from './auth/app.ts'
import { AuthError } from './auth/errors.ts'
import { helixApp } from './helix/app.ts'
import type { Store } from './store/store.ts'
import { unitsApp } from './units/units.ts'

export interface MockOptions {
  store: Store
  rateLimit?: boolean
  /** Takes the stack of an unexpected fault. */
  onFault?: (error: unknown) => void
}

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Ratelimit-Limit, Ratelimit-Remaining, Ratelimit-Reset',
}

const preflightHeaders = {
  ...corsHeaders,
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS',
  // By the Fetch standard a * does not cover Authorization.
  'Access-Control-Allow-Headers': 'Authorization, Client-Id, Content-Type',
  'Access-Control-Max-Age': '86400',
}

export interface MockServer {
  /** The routes, with what each declares. */
  readonly app: AnyElysia
  fetch(request: Request): Promise<Response>
}

/** Assembles the faces of the simulated Twitch over one store. */
export function createMock({ store, rateLimit, onFault = () => {} }: MockOptions): MockServer {
  const app = new Elysia()
    .headers(corsHeaders)
    .onError(({ error, set }) => {
      if (!(error instanceof AuthError)) return
      set.status = error.status
      return error.body
    })
    .use(authApp(store))
    .use(unitsApp(store))
    .use(helixApp(store, { rateLimit, onFault }))
  return {
    app,
    async fetch(request) {
      if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers: preflightHeaders })
      store.runDue()
      if (request.method !== 'HEAD') return app.handle(canonical(request))
      const { status, headers } = await app.handle(canonical(new Request(request, { method: 'GET' })))
      return new Response(null, { status, headers })
    },
  }
}

/** /helix answers as /mock does. */
function canonical(request: Request): Request {
  const url = new URL(request.url)
  if (!url.pathname.startsWith('/helix/')) return request
  url.pathname = url.pathname.replace('/helix/', '/mock/')
  return new Request(url.href, request)
}
