import { isEveryAddress } from '../lib/loopback.ts'
import type { Certified } from './certificate.ts'
import type { Address, Destinations, StandIns } from './destinations.ts'
import type { Open } from './listening.ts'
import { listenAsProxy, type ProxyOptions } from './proxy.ts'
import { listenForTls } from './tls-listener.ts'

/** The options of interception. */
export interface InterceptionOptions extends Omit<ProxyOptions, 'destinations'> {
  authority: Certified
  standIns: StandIns
  /** The address to listen on. */
  host: string
  /** The ports for TLS; 0 for a free one. */
  tlsPorts: readonly number[]
  /** The port of the proxy; 0 for a free one. */
  proxyPort: number
}

/** The running interception. */
export interface Interception {
  tlsPorts: readonly number[]
  proxyPort: number
  /** The destinations of Twitch's hosts, as seen from this machine. */
  destinations: Destinations
  stop(): void
}

/** The error for a port that is taken. */
export class TakenPort extends Error {
  constructor(readonly port: number) {
    super(`port ${port} is already in use`)
  }
}

/**
 * Opens the TLS listeners and the proxy, through which a program with Twitch's hosts built in reaches the mock.
 *
 * @throws TakenPort, or the system's error for another reason
 */
export async function intercept(options: InterceptionOptions): Promise<Interception> {
  const { authority, standIns, host, tlsPorts, proxyPort, ...proxy } = options
  const listeners: Open[] = []
  const stop = () => {
    for (const listener of listeners) listener.stop()
  }
  const listen = async (port: number, begin: (at: Address) => Promise<Open>) => {
    try {
      const listener = await begin({ host, port })
      listeners.push(listener)
      return listener.port
    } catch (error) {
      stop()
      throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new TakenPort(port) : error
    }
  }
  const ports: number[] = []
  for (const port of tlsPorts) ports.push(await listen(port, (at) => listenForTls(authority, standIns, at)))
  const tls = { host: isEveryAddress(host) ? '127.0.0.1' : host, port: ports[0] ?? 0 }
  const destinations = { ...standIns, tls }
  const proxied = await listen(proxyPort, (at) => listenAsProxy({ ...proxy, destinations }, at))
  return { tlsPorts: ports, proxyPort: proxied, destinations, stop }
}
