import { isOfTwitch, twitchHost, twitchHosts } from '../twitch/hosts.ts'

/** A host and a port to connect to. */
export interface Address {
  host: string
  port: number
}

/** The mock's listeners that stand in for hosts of Twitch, without TLS. */
export interface StandIns {
  /** The mock, by HTTP without TLS. */
  http: Address
  /** The mock's chat by TCP, if it has any. */
  irc?: Address
}

/** The stand-ins, with the listener for TLS. */
export interface Destinations extends StandIns {
  /** The listener that ends TLS for all hosts. */
  tls: Address
}

/** The error for a refused connection; the message is for the client. */
export class Unreachable extends Error {}

/** The messages of refused connections, with HOST for the name; the shims have the same. */
export const refusals = {
  twitch: 'The mock does not stand for HOST, and nothing is sent to Twitch.',
  other: "HOST is none of Twitch's hosts: twitch run --passthrough lets it through.",
}

/** The refusal of a host. */
export const unreachable = (why: keyof typeof refusals, host: string) =>
  new Unreachable(refusals[why].replace('HOST', () => host))

/**
 * The destination of a connection to a host and port of Twitch; undefined for other hosts.
 *
 * @throws Unreachable for a host of Twitch that the mock does not stand in for: the real one must not be reached
 */
export function destinationOf(destinations: Destinations, { host, port }: Address): Address | undefined {
  const known = twitchHost(host)
  if (!known) {
    if (isOfTwitch(host)) throw unreachable('twitch', host)
    return undefined
  }
  if (known.tls.includes(port)) return destinations.tls
  if (!known.plain.includes(port)) throw new Unreachable(`Twitch's ${host} has nothing at port ${port}.`)
  return standInFor(destinations, host)
}

/**
 * The stand-in for a host of Twitch, without TLS.
 *
 * @throws Unreachable if the mock has no chat by TCP
 */
export function standInFor({ http, irc }: StandIns, host: string): Address {
  if (twitchHost(host)?.protocol !== 'irc') return http
  if (!irc) throw new Unreachable('The mock serves no chat by TCP: start it with --irc-port.')
  return irc
}

/** The destinations by host and port, such as `api.twitch.tv:443`, for shims, which cannot call this program. */
export function tableOf(destinations: Destinations): Record<string, Address> {
  const { irc, tls, http } = destinations
  const rows = Object.entries(twitchHosts).flatMap(([name, { protocol, ...ports }]) => {
    const plain = protocol === 'irc' ? irc : http
    if (!plain) return []
    return [
      ...ports.tls.map((port) => [`${name}:${port}`, tls] as const),
      ...ports.plain.map((port) => [`${name}:${port}`, plain] as const),
    ]
  })
  return Object.fromEntries(rows)
}
