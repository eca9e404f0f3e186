import { isLoopback } from '../../lib/loopback.ts'
import { badRequest, forbidden } from '../http/errors.ts'

/** The refusal of a request that has no address, by a malformed Host header or none; undefined if it has one. */
export function refusalOfAddress({ url }: Request): Response | undefined {
  if (URL.canParse(url)) return undefined
  return Response.json(badRequest('The Host header is missing or malformed.').body, { status: 400 })
}

/**
 * The refusal of a request that does not ask for this machine by its own name; undefined if it does. Any page may
 * resolve a name of its own to 127.0.0.1 and would then, to the browser, be of the same origin as this server (DNS
 * rebinding).
 */
export function refusalOfHost({ headers, url }: Request): Response | undefined {
  const host = headers.get('host') ?? new URL(url).host
  if (isLoopback(nameOf(host))) return undefined
  const message =
    `This server answers to localhost, not to "${nameOf(host)}": ` +
    'start it with --host to serve other names.'
  return Response.json(forbidden(message).body, { status: 403 })
}

/** Whether a page comes from this machine. Not "null": a sandboxed frame of any site has that origin, too. */
export function isLocalOrigin(origin: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/]+)$/.exec(origin) ?? []
  return isLoopback(nameOf(host))
}

/** A host without its port. */
const nameOf = (host: string) => host.replace(/:\d*$/, '').toLowerCase()
