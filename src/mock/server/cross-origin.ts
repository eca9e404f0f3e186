import { forbidden, type HelixError } from '../http/errors.ts'
import { isLocalOrigin } from './host-check.ts'
import type { Target } from './request-target.ts'

type Headers = Readonly<Record<string, string>>

/** The first segments of paths that need a token or are public: pages of all origins may read them, as on Twitch. */
const open: ReadonlySet<string> = new Set(['mock', 'eventsub', 'ws', 'docs'])

/** The other such paths. */
const openEndpoints =
  /^\/(?:auth|oauth2)\/(?:token|device|revoke|validate|userinfo|keys|\.well-known)(?:\/|$)/

/** Paths of pages, to which other sites may link. */
const pages = /^\/(?:(?:(?:auth|oauth2)\/)?(?:authorize|activate))?$/

const exposed = { 'Access-Control-Expose-Headers': 'Ratelimit-Limit, Ratelimit-Remaining, Ratelimit-Reset' }

/** The headers that let pages of all origins read an answer. */
export const openToAll: Headers = { 'Access-Control-Allow-Origin': '*', ...exposed }

const preflight = {
  'Access-Control-Allow-Methods': 'GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS',
  // In the Fetch standard, * does not cover Authorization.
  'Access-Control-Allow-Headers': 'Authorization, Client-Id, Content-Type',
  'Access-Control-Max-Age': '86400',
}

/**
 * The headers that let a page read the answer; undefined if requests of its origin must be refused. APIs that need no
 * token, such as /units with its secrets and tokens without consent, are only for pages of this server, of this machine
 * and of the `allowed` origins.
 */
export function sharingOf(
  request: Request,
  { path, segment }: Target,
  allowed: ReadonlySet<string>,
): Headers | undefined {
  if (open.has(segment) || openEndpoints.test(path)) return openToAll
  const { url, headers } = request
  const origin = headers.get('origin')
  if (!origin) return isEmbedded(request, path) ? undefined : { Vary: 'Origin' }
  const mayAsk = isLocalOrigin(origin) || origin === new URL(url).origin || allowed.has(origin)
  return mayAsk ? { 'Access-Control-Allow-Origin': origin, Vary: 'Origin', ...exposed } : undefined
}

/**
 * Whether a page of another site embeds the request, such as an image, for which browsers send no Origin. A navigation
 * to a page, such as by a link, is not embedded.
 * Source: https://www.w3.org/TR/fetch-metadata/
 */
function isEmbedded({ method, headers }: Request, path: string): boolean {
  if (headers.get('sec-fetch-site') !== 'cross-site') return false
  const isFollowed = method === 'GET' && headers.get('sec-fetch-mode') === 'navigate'
  return !(isFollowed && pages.test(path))
}

/** The refusal of a request from a foreign origin. */
export function foreignOrigin({ headers }: Request): HelixError {
  const origin = headers.get('origin')
  return forbidden(`Pages from ${origin ?? 'other sites'} may not ask for this: it needs no token.`)
}

/** The answer to a preflight request (CORS). */
export function preflightAnswer(request: Request, target: Target, allowed: ReadonlySet<string>): Response {
  const shared = sharingOf(request, target, allowed)
  return new Response(null, {
    status: 204,
    headers: shared ? { ...shared, ...preflight } : { Vary: 'Origin' },
  })
}
