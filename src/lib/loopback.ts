import { isIPv6 } from 'node:net'

/** A host in the form of URLs: an IPv6 address in brackets. */
export const hostInUrl = (host: string): string => (isIPv6(host) ? `[${host}]` : host)

/** Whether an address to listen on means every address of this machine. */
export const isEveryAddress = (host: string): boolean => host === '0.0.0.0' || host === '::'

/**
 * Whether a host, without a port, is this machine by a loopback address or a localhost name. DNS cannot redirect these
 * names to another machine. Source: RFC 6761, 6.3
 */
export function isLoopback(host: string): boolean {
  return /^(?:(?:[a-z\d-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\]|::1)$/i.test(host)
}
