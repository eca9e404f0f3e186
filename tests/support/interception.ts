import { emptyHome, type RunningMock, startMock, twitch } from './binary.ts'

/** A running mock that stands for Twitch's hosts, and the way to it. */
export interface Intercepted {
  mock: RunningMock
  home: string
  ca: string
  tlsPort: number
  proxy: string
  /** Asks for a URL of Twitch's as a program does that was given the proxy and the certificate. */
  fetch(url: string, init?: RequestInit): Promise<Response>
}

/** Starts the executable with --tls, on free ports. */
export async function startIntercepted(...args: string[]): Promise<Intercepted> {
  const home = emptyHome()
  const mock = await startMock(
    home,
    '--db',
    ':memory:',
    '--seed',
    '1',
    '--tls-port',
    '0',
    '--proxy-port',
    '0',
    ...args,
  )
  const [, tlsPort] = /by TLS on port (\d+)/.exec(mock.log()) ?? []
  const [, proxy = ''] = /Proxy to them on (http:\S+)/.exec(mock.log()) ?? []
  const { stdout: ca } = await twitch(home, 'mock-api', 'ca')
  return {
    mock,
    home,
    ca,
    tlsPort: Number(tlsPort),
    proxy,
    fetch: (url, init) => fetch(url, { ...init, proxy, tls: { ca } }),
  }
}
