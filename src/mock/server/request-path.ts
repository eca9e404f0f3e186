/*
 * These functions run several times for each request, and avoid parsing its URL.
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
 * The other paths at which clients look for Helix: /helix and, for EventSub's subscriptions, the root, where some
 * clients of the official CLI's mock look.
 */
const helixPaths = /^\/helix(?=\/|$)|^(?=\/eventsub\/(subscriptions|conduits)(\/|$))/

/** A path that is not canonical: another path of Helix, or one with double or trailing slashes. */
const other = /^\/(?:helix|eventsub)(?![^/?#])|^[^?#]*\/\/|^[^?#]+\/(?:[?#]|$)/

/**
 * The request with its canonical path: Helix has several paths, and some clients double slashes.
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
