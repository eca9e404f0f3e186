import { twitchHost } from '../../twitch/hosts.ts'
import { type HelixError, notFound } from '../http/errors.ts'

/*
 * Programs with Twitch's URLs built in reach the mock by the name of Twitch's host alone. They are answered as by that
 * host: all links, issuers and WebSockets are Twitch's, by HTTPS, whatever proxy is in between.
 */

/** The host of a URL, if it may be one of Twitch: a look at most requests must cost nothing. */
const HOST = /^[a-z]+:\/\/([^/?#:]*\btwitch\.tv)\b/i

/** The request with the HTTPS URL of the host of Twitch that it names; undefined if it names another host. */
export function asTwitchHost(request: Request): Request | undefined {
  const host = hostOf(request)
  return host ? new Request(request.url.replace(/^[^/]+\/\/[^/?#]+/, `https://${host}`), request) : undefined
}

/** Whether a request may become a WebSocket: on a host of Twitch only at that host's paths of WebSockets. */
export function mayConnect(request: Request): boolean {
  const host = hostOf(request)
  return !host || twitchHost(host)?.webSocket === new URL(request.url).pathname
}

/** The refusal of a path that a host of Twitch does not have; undefined for other requests. */
export function refusalOfPath(received: Request, request: Request): HelixError | undefined {
  const host = hostOf(request)
  if (!host) return undefined
  const { pathname } = new URL(received.url)
  return twitchHost(host)?.paths?.test(pathname) ? undefined : notFound(`${host} has no ${pathname}.`)
}

/** The host of Twitch that a request names, if any. */
function hostOf({ url }: Request): string | undefined {
  const name = HOST.exec(url)?.[1]?.toLowerCase()
  return name !== undefined && twitchHost(name) ? name : undefined
}
