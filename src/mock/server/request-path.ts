/*
 * Every request is asked for these several times, so that no URL is parsed.
 */

/** The "/mock/users?id=1" of http://localhost/mock/users?id=1. */
export const pathAndQueryOf = (url: string) => url.slice(pathStart(url))

/** The "mock" of http://localhost/mock/users. */
export function firstSegment(url: string): string {
  const start = pathStart(url) + 1
  let end = start
  while (end < url.length && !'/?#'.includes(url[end]!)) end++
  return url.slice(start, end)
}

const pathStart = (url: string) => url.indexOf('/', url.indexOf('//') + 2)

/**
 * Where clients look for Helix: some, when they are told of a mock server, for EventSub's subscriptions at the root.
 */
const helixPaths = /^\/helix(?=\/|$)|^(?=\/eventsub\/(subscriptions|conduits)(\/|$))/

/** A path to be changed: one that Helix is also found at, or with slashes side by side or at its end. */
const other = /^\/(?:helix|eventsub)(?![^/?#])|^[^?#]*\/\/|^[^?#]+\/(?:[?#]|$)/

/**
 * The same request at the one path where it is answered: Helix is found at several, and some clients double slashes.
 */
export function canonicalRequest(request: Request): Request {
  if (!other.test(pathAndQueryOf(request.url))) return request
  const url = new URL(request.url)
  url.pathname = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
    .replace(helixPaths, '/mock')
  return new Request(url.href, request)
}
