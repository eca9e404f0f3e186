import { isEveryAddress } from '../lib/loopback.ts'
import type { Certified } from './certificate.ts'
import type { Address, Destinations, StandIns } from './destinations.ts'
import type { Open } from './listening.ts'
import { listenAsProxy, type ProxyOptions } from './proxy.ts'
import { listenForTls } from './tls-listener.ts'

/** What stands between a program and Twitch. */
export interface InterceptionOptions extends Omit<ProxyOptions, 'destinations'> {
  authority: Certified
  standIns: StandIns
  /** The address to listen on. */
  host: string
  /** Where TLS is ended; 0 for a free port. */
  tlsPorts: readonly number[]
  /** Where the proxy listens; 0 for a free port. */
  proxyPort: number
}

/** What listens for a program that looks for Twitch. */
export interface Interception {
  tlsPorts: readonly number[]
  proxyPort: number
  /** Where each host of Twitch is found instead, from this machine. */
  destinations: Destinations
  stop(): void
}

/** A port that is taken. */
export class TakenPort extends Error {
  constructor(readonly port: number) {
    super(`port ${port} is already in use`)
  }
}

/**
 * Opens the ways by which a program that has Twitch's addresses wired in reaches the mock.
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
