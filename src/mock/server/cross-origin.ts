import { isLocalOrigin } from './host-check.ts'
import { pathAndQueryOf } from './request-path.ts'

type Headers = Readonly<Record<string, string>>

/** What is worth nothing without a token, or is public: pages from anywhere may read it, as on Twitch. */
const open =
  /^\/(?:mock|helix|eventsub|ws|docs)(?:\/|$)|^\/(?:auth|oauth2)\/(?:validate|userinfo|keys|\.well-known)\b/

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
 * the secrets of /units and tokens without consent, is for this server's own pages and those of this machine.
 */
export function sharingOf(request: Request): Headers | undefined {
  const { url } = request
  if (open.test(pathAndQueryOf(url))) return openToAll
  const origin = request.headers.get('origin')
  if (!origin) return { Vary: 'Origin' }
  if (!isLocalOrigin(origin) && origin !== new URL(url).origin) return undefined
  return { 'Access-Control-Allow-Origin': origin, Vary: 'Origin', ...exposed }
}

/** The answer to a browser that asks before it sends a request. */
export function preflightAnswer(request: Request): Response {
  const shared = sharingOf(request)
  return new Response(null, {
    status: 204,
    headers: shared ? { ...shared, ...preflight } : { Vary: 'Origin' },
  })
}
