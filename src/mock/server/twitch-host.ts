import { twitchHost } from '../../twitch/hosts.ts'
import { type HelixError, notFound } from '../http/errors.ts'

/*
 * A program that has Twitch's addresses wired in is led here by its host's name alone. It is answered as by that host:
 * every link, issuer and WebSocket is Twitch's, by TLS, whatever stands in between.
 */

const HOST = /^[a-z]+:\/\/([^/?#:]+)/

/** A request as it was meant for a host of Twitch, which is by HTTPS; undefined if it was meant for none. */
export function asTwitchHost(request: Request): Request | undefined {
  const host = hostOf(request)
  return host ? new Request(request.url.replace(/^[^/]+\/\/[^/?#]+/, `https://${host}`), request) : undefined
}

/** Whether a request may become a WebSocket: at a host of Twitch that has one, at its path. */
export function mayConnect(request: Request): boolean {
  const host = hostOf(request)
  return !host || twitchHost(host)?.webSocket === new URL(request.url).pathname
}

/** The refusal of a path that a host of Twitch has not, as it was received; undefined for any other request. */
export function refusalOfPath(received: Request, request: Request): HelixError | undefined {
  const host = hostOf(request)
  if (!host) return undefined
  const { pathname } = new URL(received.url)
  return twitchHost(host)?.paths?.test(pathname) ? undefined : notFound(`${host} has no ${pathname}.`)
}

/** The host of Twitch that a request is for. */
function hostOf({ url }: Request): string | undefined {
  const [, name = ''] = HOST.exec(url) ?? []
  return twitchHost(name) && name.toLowerCase()
}
