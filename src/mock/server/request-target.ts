/** The path of a request, read from its URL once: the steps and the apps ask for its parts several times. */
export interface Target {
  /** The "/mock/users" of http://localhost/mock/users?id=1. */
  readonly path: string
  /** The "mock" of http://localhost/mock/users. */
  readonly segment: string
}

/** The target of a URL; parsing the whole URL would take longer. */
export function targetOf(url: string): Target {
  const [, path = '', segment = ''] = PATH.exec(url) ?? []
  return { path, segment }
}

const PATH = /\/\/[^/]*(\/([^/?#]*)[^?#]*)/

/**
 * The other paths at which clients look for Helix: /helix and, for EventSub's subscriptions, the root, where some
 * clients of the official CLI's mock look.
 */
const helixPaths = /^\/helix(?=\/|$)|^(?=\/eventsub\/(subscriptions|conduits)(\/|$))/

/** Whether a path is canonical: not another path of Helix, and without double or trailing slashes. */
const isCanonical = ({ path, segment }: Target) =>
  segment !== 'helix' &&
  segment !== 'eventsub' &&
  !path.includes('//') &&
  (path === '/' || !path.endsWith('/'))

/**
 * The request with its canonical path, since Helix has several paths, and some clients double slashes; undefined if the
 * path is canonical.
 */
export function canonicalRequest(request: Request, target: Target): Request | undefined {
  if (isCanonical(target)) return undefined
  const url = new URL(request.url)
  url.pathname = url.pathname
    .replace(/\/{2,}/g, '/')
    .replace(/(?<=.)\/$/, '')
    .replace(helixPaths, '/mock')
  return new Request(url.href, request)
}
