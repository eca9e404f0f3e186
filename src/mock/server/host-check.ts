import { isLoopback } from '../../lib/loopback.ts'
import { badRequest, forbidden } from '../http/errors.ts'

/** The refusal of a request without a valid Host header, and therefore without a URL; undefined for other requests. */
export function refusalOfAddress({ url }: Request): Response | undefined {
  if (URL.canParse(url)) return undefined
  return Response.json(badRequest('The Host header is missing or malformed.').body, { status: 400 })
}

/**
 * The refusal of a request whose Host is not a name of this machine; undefined for other requests. A website may
 * resolve its own name to 127.0.0.1, and would then, to the browser, be of the same origin as this server (DNS
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

/** Whether an origin is of this machine. "null" is not, since sandboxed frames of all sites have that origin. */
export function isLocalOrigin(origin: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/]+)$/.exec(origin) ?? []
  return isLoopback(nameOf(host))
}

/** A host without its port. */
const nameOf = (host: string) => host.replace(/:\d*$/, '').toLowerCase()
