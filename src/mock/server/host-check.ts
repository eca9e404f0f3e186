import { isLoopback } from '../../lib/loopback.ts'
import { type TwitchHost, twitchHost } from '../../twitch/hosts.ts'
import { badRequest, forbidden } from '../http/errors.ts'

/** The host that a request names. */
export interface Host {
  /** In lowercase, without the port. */
  readonly name: string
  /** A request with a missing or malformed host has no URL. */
  readonly isValid: boolean
  /** Whether it is a name of this machine. */
  readonly isLoopback: boolean
  /** The host of Twitch that has this name. */
  readonly twitch: TwitchHost | undefined
}

/** The host of the last request, which most often is that of the next one. */
let last: { given: string; host: Host } | undefined

/** The host that a request names by its Host header. */
export function hostOf({ headers, url }: Request): Host {
  const given = headers.get('host') ?? url.split('/', 3)[2] ?? ''
  if (last?.given !== given) last = { given, host: readHost(given, URL.canParse(url)) }
  return last.host
}

function readHost(given: string, isValid: boolean): Host {
  const name = nameOf(given)
  return { name, isValid, isLoopback: isLoopback(name), twitch: twitchHost(name) }
}

/** The refusal of a request without a valid Host header, and therefore without a URL; undefined for other requests. */
export function refusalOfAddress({ isValid }: Host): Response | undefined {
  if (isValid) return undefined
  return Response.json(badRequest('The Host header is missing or malformed.').body, { status: 400 })
}

/**
 * The refusal of a request whose Host is not a name of this machine; undefined for other requests. A website may
 * resolve its own name to 127.0.0.1, and would then, to the browser, be of the same origin as this server (DNS
 * rebinding).
 */
export function refusalOfHost({ isLoopback, name }: Host): Response | undefined {
  if (isLoopback) return undefined
  const message = `This server answers to localhost, not to "${name}": start it with --host to serve other names.`
  return Response.json(forbidden(message).body, { status: 403 })
}

/** Whether an origin is of this machine. "null" is not, since sandboxed frames of all sites have that origin. */
export function isLocalOrigin(origin: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/]+)$/.exec(origin) ?? []
  return isLoopback(nameOf(host))
}

/** A host without its port. */
const nameOf = (host: string) => host.replace(/:\d*$/, '').toLowerCase()
