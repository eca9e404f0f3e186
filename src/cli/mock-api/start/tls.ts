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

/** The flags that open the mock to programs that have Twitch's addresses wired in. */
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

/** The values of these flags as they are typed. */
export interface TlsArgs {
  tls?: boolean
  'tls-port'?: string
  'proxy-port'?: string
  'tls-cert'?: string
}

/** Where TLS is ended, and where the proxy listens. */
export interface TlsOptions {
  tlsPorts: readonly number[]
  proxyPort: number
}

/**
 * What the flags say; undefined if TLS is not wanted. A port says that it is.
 *
 * @throws CliError for what is no port, and beside a certificate for the mock itself
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

/** At least one. */
function portsOf(text: string): number[] {
  const ports = listed(text)
  return (ports.length > 0 ? ports : ['']).map((port) => portValue(port, '--tls-port'))
}

/**
 * Opens TLS and the proxy before a server that runs, and tells of it.
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
