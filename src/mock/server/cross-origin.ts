import { forbidden, type HelixError } from '../http/errors.ts'
import { isLocalOrigin } from './host-check.ts'
import { pathAndQueryOf } from './request-path.ts'

type Headers = Readonly<Record<string, string>>

/** What is worth nothing without a token, or is public: pages from anywhere may read it, as on Twitch. */
const open = new RegExp(
  '^/(?:mock|helix|eventsub|ws|docs)(?:/|$)|' +
    String.raw`^/(?:auth|oauth2)/(?:token|device|revoke|validate|userinfo|keys|\.well-known)(?:[/?]|$)`,
)

/** What people look at: links of other sites may lead there. */
const pages = /^\/(?:(?:(?:auth|oauth2)\/)?(?:authorize|activate))?(?:\?|$)/

const exposed = { 'Access-Control-Expose-Headers': 'Ratelimit-Limit, Ratelimit-Remaining, Ratelimit-Reset' }

/** Any page may read this. */
export const openToAll: Headers = { 'Access-Control-Allow-Origin': '*', ...exposed }

const preflight = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS',
  // By the Fetch standard a * does not cover Authorization.
  'Access-Control-Allow-Headers': 'Authorization, Client-Id, Content-Type',
  'Access-Control-Max-Age': '86400',
}

/**
 * The headers that let a page read the answer; undefined if its origin must not even ask. What needs no token, such as
 * the secrets of /units and tokens without consent, is for this server's own pages, those of this machine, and those of
 * the `allowed` origins.
 */
export function sharingOf(request: Request, allowed: ReadonlySet<string>): Headers | undefined {
  const { url, headers } = request
  if (open.test(pathAndQueryOf(url))) return openToAll
  const origin = headers.get('origin')
  if (!origin) return isEmbedded(request) ? undefined : { Vary: 'Origin' }
  const mayAsk = isLocalOrigin(origin) || origin === new URL(url).origin || allowed.has(origin)
  return mayAsk ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin', ...exposed } : undefined
}

/**
 * Whether a page of another site has the browser ask without saying for which origin, as for an image. A link that a
 * person follows to a page is none.
 * Source: https://www.w3.org/TR/fetch-metadata/
 */
function isEmbedded({ method, headers, url }: Request): boolean {
  if (headers.get('sec-fetch-site') !== 'cross-site') return false
  const isFollowed = method === 'GET' && headers.get('sec-fetch-mode') === 'navigate'
  return !(isFollowed && pages.test(pathAndQueryOf(url)))
}

/** The refusal of a page that must not ask. */
export function foreignOrigin({ headers }: Request): HelixError {
  const origin = headers.get('origin')
  return forbidden(`Pages from ${origin ?? 'other sites'} may not ask for this: it needs no token.`)
}

/** The answer to a browser that asks before it sends a request. */
export function preflightAnswer(request: Request, allowed: ReadonlySet<string>): Response {
  const shared = sharingOf(request, allowed)
  return new Response(null, {
    status: 204,
    headers: shared ? { ...shared, ...preflight } : { Vary: 'Origin' },
  })
}
