import { isOfTwitch, twitchHost, twitchHosts } from '../twitch/hosts.ts'

/** Where to connect. */
export interface Address {
  host: string
  port: number
}

/** Where what a host of Twitch serves is found instead. */
export interface StandIns {
  /** The mock, by HTTP without TLS. */
  http: Address
  /** The mock's chat by TCP, if it has any. */
  irc?: Address
}

/** Where the stand-ins are found inside TLS, too. */
export interface Destinations extends StandIns {
  /** The listener that ends TLS for all hosts. */
  tls: Address
}

/** A connection that leads nowhere; the message is for who has asked for it. */
export class Unreachable extends Error {}

/** Why a host is not reached, in which HOST is its name; the shims say the same. */
export const refusals = {
  twitch: 'The mock does not stand for HOST, and nothing is sent to Twitch.',
  other: "HOST is none of Twitch's hosts: twitch run --passthrough lets it through.",
}

/** The refusal of a host that the mock does not stand for. */
export const unreachable = (why: keyof typeof refusals, host: string) =>
  new Unreachable(refusals[why].replace('HOST', () => host))

/**
 * Where a connection to a host and port of Twitch leads; undefined for a host that is none of Twitch's.
 *
 * @throws Unreachable for one of Twitch's that the mock does not stand for: nothing may get through to the real one
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
 * Where what a host of Twitch serves is found, without TLS.
 *
 * @throws Unreachable if the mock has no chat by TCP
 */
export function standInFor({ http, irc }: StandIns, host: string): Address {
  if (twitchHost(host)?.protocol !== 'irc') return http
  if (!irc) throw new Unreachable('The mock serves no chat by TCP: start it with --irc-port.')
  return irc
}

/** Every host and port of Twitch that leads somewhere, as `api.twitch.tv:443`, for what cannot ask this program. */
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
