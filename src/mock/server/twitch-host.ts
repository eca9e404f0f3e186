import { type HelixError, notFound } from '../http/errors.ts'
import type { Host } from './host-check.ts'
import type { Target } from './request-target.ts'

/*
 * Programs with Twitch's URLs built in reach the mock by the name of Twitch's host alone. They are answered as by that
 * host: all links, issuers and WebSockets are Twitch's, by HTTPS, whatever proxy is in between.
 */

/** The request with the HTTPS URL of the host of Twitch that it names; undefined if it names another host. */
export function asTwitchHost(request: Request, { name, twitch }: Host): Request | undefined {
  if (!twitch) return undefined
  return new Request(request.url.replace(/^[^/]+\/\/[^/?#]+/, `https://${name}`), request)
}

/** Whether a request may become a WebSocket: on a host of Twitch only at that host's paths of WebSockets. */
export const mayConnect = ({ twitch }: Host, { path }: Target): boolean =>
  !twitch || twitch.webSocket === path

/** The refusal of a path that a host of Twitch does not have; undefined for other requests. */
export function refusalOfPath({ name, twitch }: Host, path: string): HelixError | undefined {
  return !twitch || twitch.paths?.test(path) ? undefined : notFound(`${name} has no ${path}.`)
}
