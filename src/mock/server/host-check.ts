import { badRequest, forbidden } from '../http/errors.ts'

/** How this machine calls itself, with any port: names that no DNS answer of somebody else can take over. */
const LOCAL_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d*)?$/i

/** The refusal of a request that has no address, by a malformed Host header or none; undefined if it has one. */
export function refusalOfAddress({ url }: Request): Response | undefined {
  if (URL.canParse(url)) return undefined
  return Response.json(badRequest('The Host header is missing or malformed.').body, { status: 400 })
}

/**
 * The refusal of a request that does not ask for this machine by its own name; undefined if it does. Any page may resolve a
 * name of its own to 127.0.0.1 and would then, to the browser, be of the same origin as this server (DNS rebinding).
 */
export function refusalOfHost({ headers, url }: Request): Response | undefined {
  const host = headers.get('host') ?? new URL(url).host
  if (LOCAL_HOST.test(host)) return undefined
  const message = `This server answers to localhost, not to "${nameOf(host)}": start it with --host to serve other names.`
  return Response.json(forbidden(message).body, { status: 403 })
}

/** Whether only this machine can reach an address to listen on. */
export const isLoopback = (address: string) => ['127.0.0.1', '::1', '[::1]', 'localhost'].includes(address)

/** Whether a page comes from this machine. Not "null": a sandboxed frame of any site has that origin, too. */
export function isLocalOrigin(origin: string): boolean {
  const [, host = ''] = /^https?:\/\/([^/]+)$/.exec(origin) ?? []
  return LOCAL_HOST.test(host)
}

/** A host without its port. */
const nameOf = (host: string) => host.replace(/:\d*$/, '').toLowerCase()
