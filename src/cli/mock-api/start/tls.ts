import type { ArgsDef } from 'citty'
import { directory } from '../../../config.ts'
import type { Interception } from '../../../interception/interception.ts'
import { hostInUrl, isEveryAddress } from '../../../lib/loopback.ts'
import type { RunningServer } from '../../../mock/server/start.ts'
import { CliError } from '../../errors.ts'
import { log } from '../../log.ts'
import { listed, portValue } from '../../values.ts'

const TLS_PORT = '8443'
const PROXY_PORT = '8081'

/** The flags of interception, for programs with Twitch's hosts built in. */
export const tlsFlags = {
  tls: { type: 'boolean', description: "Stand for Twitch's hosts by TLS, and as a proxy that leads there" },
  'tls-port': {
    type: 'string',
    description: `Ports for TLS, with commas between; ${TLS_PORT} with --tls`,
    valueHint: 'PORT,…',
  },
  'proxy-port': {
    type: 'string',
    description: `Port for the proxy; ${PROXY_PORT} with --tls`,
    valueHint: 'PORT',
  },
} as const satisfies ArgsDef

/** The values of these flags, as typed. */
export interface TlsArgs {
  tls?: boolean
  'tls-port'?: string
  'proxy-port'?: string
  'tls-cert'?: string
}

/** The ports of the TLS listeners and of the proxy. */
export interface TlsOptions {
  tlsPorts: readonly number[]
  proxyPort: number
}

/**
 * The options by the flags; undefined if interception is off. A flag for a port switches it on.
 *
 * @throws CliError for an invalid port, and together with a certificate for the mock itself
 */
export function tlsOptions(args: TlsArgs): TlsOptions | undefined {
  const { tls, 'tls-port': ports, 'proxy-port': proxy } = args
  const tlsPorts = portsOf(ports ?? TLS_PORT)
  const proxyPort = portValue(proxy ?? PROXY_PORT, '--proxy-port')
  const isWanted = tls ?? (ports !== undefined || proxy !== undefined)
  if (isWanted && args['tls-cert'] !== undefined) {
    throw new CliError('--tls has certificates of its own', 'leave out --tls-cert and --tls-key')
  }
  return isWanted ? { tlsPorts, proxyPort } : undefined
}

/** The ports of a list, at least one. */
function portsOf(text: string): number[] {
  const ports = listed(text)
  return (ports.length > 0 ? ports : ['']).map((port) => portValue(port, '--tls-port'))
}

/**
 * Opens the TLS listeners and the proxy in front of a running server, and logs their addresses.
 *
 * @throws CliError if a port is taken; ConfigError for a certificate authority that cannot be used
 */
export async function openTls(
  { tlsPorts, proxyPort }: TlsOptions,
  server: RunningServer,
  host = '127.0.0.1',
): Promise<Interception> {
  const { authorityIn } = await import('../../../interception/authority.ts')
  const { intercept, TakenPort } = await import('../../../interception/interception.ts')
  const here = isEveryAddress(host) ? '127.0.0.1' : host
  const standIns = {
    http: { host: here, port: server.port },
    ...(server.chatPort && { irc: { host: here, port: server.chatPort } }),
  }
  const authority = await authorityIn(directory())
  const onRefused = (_: string, reason: string) => log.warn(`Refused: ${reason}`)
  try {
    const options = { authority, standIns, host, tlsPorts, proxyPort, onRefused }
    const interception = await intercept(options)
    log.info(`Twitch's hosts by TLS on port ${interception.tlsPorts.join(', ')}`)
    log.info(`Proxy to them on http://${hostInUrl(here)}:${interception.proxyPort}`)
    return interception
  } catch (error) {
    if (!(error instanceof TakenPort))
      throw new CliError((error as Error).message, 'see --host and --tls-port')
    const flag = error.port === proxyPort ? '--proxy-port' : '--tls-port'
    throw new CliError(error.message, `choose another with ${flag}`)
  }
}
