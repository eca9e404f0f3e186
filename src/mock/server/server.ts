import type { AnyElysia } from 'elysia'
import { lazy } from '../../lib/lazy.ts'
import { authApp } from '../auth/app.ts'
import { docsApp } from '../docs/app.ts'
import type { Store } from '../engine/store.ts'
import { type EventSub, type EventSubOptions, eventSub } from '../eventsub/app.ts'
import { upgradeApp } from '../eventsub/upgrade.ts'
import { helixApp } from '../helix/app.ts'
import { forbidden, type HelixError, toHelixError } from '../http/errors.ts'
import { unitsApp } from '../units/app.ts'
import { unitPaths } from '../units/openapi.ts'
import { openToAll, preflightAnswer, sharingOf } from './cross-origin.ts'
import { indexPage } from './index-page.ts'
import { pathAndQueryOf } from './request-path.ts'

export interface MockOptions {
  store: Store
  /** How events are delivered. */
  eventSub?: Omit<EventSubOptions, 'store' | 'onFault'>
  /** Refuse with 429 when a rate limit of Helix is exceeded. */
  rateLimit?: boolean
  /** Takes the stack of an unexpected fault. */
  onFault?: (error: unknown) => void
}

export interface MockServer {
  /** The face that client libraries know, with what each route declares. */
  readonly helix: AnyElysia
  readonly eventSub: EventSub
  fetch(request: Request): Promise<Response>
}

/** Assembles the faces of the simulated Twitch over one store. Each has its own errors; none sees another's requests. */
export function createMock({ store, rateLimit, onFault = () => {}, ...options }: MockOptions): MockServer {
  store.onFault(onFault)
  const events = eventSub({ ...options.eventSub, store, onFault })
  // Each is made for its first request: all of them would take half of the time that the server needs to start.
  const helix = lazy(() =>
    helixApp(store, { rateLimit, headers: openToAll, onFault, morePaths: () => unitPaths(events.trigger) }),
  )
  const auth = lazy(() => authApp(store, { onFault }))
  const upgrade = lazy(upgradeApp)
  const faces: Record<string, () => AnyElysia> = {
    mock: helix,
    auth,
    oauth2: auth,
    activate: auth,
    docs: lazy(docsApp),
    ws: upgrade,
    eventsub: upgrade,
    units: lazy(() => unitsApp(store, { onFault, trigger: events.trigger })),
  }

  async function answer(request: Request): Promise<Response> {
    const canonical = canonicalRequest(request)
    const segment = firstSegment(canonical.url)
    const shared = sharingOf(canonical)
    const face = faces[segment] ?? helix
    if (!shared) return refusal(foreignOrigin(request), face === auth)
    const handle = () => (segment === '' ? indexPage(store, canonical) : face().fetch(canonical))
    const response = await store.reading(handle)
    // Helix says so as it makes an answer: to write on one that is there would cost it a tenth of its speed.
    const isSaid = face === helix && shared === openToAll
    if (!isSaid) for (const name in shared) response.headers.set(name, shared[name]!)
    return response
  }

  async function answerHead(request: Request): Promise<Response> {
    const { status, headers } = await answer(new Request(request, { method: 'GET' }))
    return new Response(null, { status, headers })
  }

  return {
    get helix() {
      return helix()
    },
    eventSub: events,
    async fetch(request) {
      try {
        if (request.method === 'OPTIONS') return preflightAnswer(request)
        if (!reads(request) || store.isDue()) {
          await store.writable()
          store.runDue(onFault)
        }
        return await store.serving(() => (request.method === 'HEAD' ? answerHead(request) : answer(request)))
      } catch (error) {
        // Whatever no face could catch, such as a commit to a full disk.
        onFault(error)
        return refusal(toHelixError(error), faces[firstSegment(request.url)] === auth)
      }
    },
  }
}

const reads = ({ method }: Request) => method === 'GET' || method === 'HEAD'

const foreignOrigin = ({ headers }: Request) =>
  forbidden(`Pages from ${headers.get('origin')} may not ask for this: it needs no token.`)

/** The identity provider writes errors without the status's name. */
function refusal({ status, body: { error, ...body } }: HelixError, fromAuth: boolean): Response {
  return Response.json(fromAuth ? body : { error, ...body }, { status })
}

/** Where clients look for Helix: some, when they are told of a mock server, for EventSub's subscriptions at the root. */
const helixPaths = /^\/helix(?=\/|$)|^(?=\/eventsub\/(subscriptions|conduits)(\/|$))/

/** Where Helix is also found, it answers as at /mock. */
function canonicalRequest(request: Request): Request {
  const segment = firstSegment(request.url)
  if (segment !== 'helix' && segment !== 'eventsub') return request
  const url = new URL(request.url)
  url.pathname = url.pathname.replace(helixPaths, '/mock')
  return new Request(url.href, request)
}

/** The "mock" of http://localhost/mock/users. */
function firstSegment(url: string): string {
  const path = pathAndQueryOf(url).slice(1)
  return path.slice(0, path.search(/[/?#]|$/))
}
