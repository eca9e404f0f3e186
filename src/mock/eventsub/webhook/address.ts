import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../../../lib/loopback.ts'
import { isNamedCallback } from '../../resources/eventsub/webhook.ts'

/** The error for a callback that must not be called; the message says why. */
export class CallbackRefused extends Error {}

/** Resolves a name to all its addresses. */
export type Resolve = (hostname: string) => Promise<string[]>

/** The addresses of a name by the system's resolver. */
export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address)

const LOOPBACK = ['127.0.0.1', '::1']

/** The address ranges that are not public. Source: the IANA special-purpose address registries. */
const special = {
  ipv4: blockList('ipv4', [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['224.0.0.0', 3],
  ]),
  ipv6: blockList('ipv6', [
    // Unspecified, loopback, and IPv4 inside of IPv6.
    ['::', 8],
    ['64:ff9b::', 32],
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 9],
    ['ff00::', 8],
  ]),
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}

function isSpecial(address: string): boolean {
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
  return special[family].check(address, family)
}

/**
 * The addresses that may be called for the host of a callback. A host that is allowed by name must not resolve to a
 * private address, unless that address is allowed, too, or the name is allowed with its port.
 *
 * @throws CallbackRefused
 */
export async function addressesOf(
  url: URL,
  isAllowed: (host: string) => boolean,
  resolve: Resolve = systemResolve,
): Promise<string[]> {
  const { hostname } = url
  const host = hostname.replace(/^\[|\]$/g, '')
  const isNamed = isNamedCallback(url, isAllowed)
  if (!isLoopback(hostname) && !isNamed && !isAllowed(host))
    throw new CallbackRefused(`${host} is not allowed`)
  if (isIP(host)) return [host]
  if (isLoopback(hostname)) return LOOPBACK
  const addresses = await resolve(host)
  for (const address of addresses) {
    if (isSpecial(address) && !isNamed && !isAllowed(address)) {
      throw new CallbackRefused(
        `${host} leads to ${address}; allow it with its port by --allow-callback-host`,
      )
    }
  }
  return addresses
}
