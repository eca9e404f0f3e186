import { connect } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import { twitchHost } from '../twitch/hosts.ts'
import { leafOf } from './authority.ts'
import type { Certified } from './certificate.ts'
import { type Address, type StandIns, standInFor } from './destinations.ts'
import { join, type Open, open } from './listening.ts'

/** The interval of renewals; the certificate is valid for a day. */
const RENEWAL_MS = 12 * 60 * 60 * 1000

/**
 * Terminates TLS for the hosts of Twitch that the mock stands in for, and passes the bytes on to one of the mock's
 * listeners, by the name in the client's SNI.
 *
 * @throws the system's error if it cannot listen
 */
export async function listenForTls(authority: Certified, standIns: StandIns, at: Address): Promise<Open> {
  const leaf = async () => {
    const { key, certificate } = await leafOf(authority)
    return { key, cert: certificate }
  }
  const server = createServer(await leaf(), (socket) => lead(socket, standIns))
  const renew = async () => server.setSecureContext(await leaf())
  const listener = await open(server, at)
  const renewal = setInterval(renew, RENEWAL_MS)
  renewal.unref()
  return {
    port: listener.port,
    stop() {
      clearInterval(renewal)
      listener.stop()
    },
  }
}

/** Connects a socket to its stand-in. A client without SNI, or for another host, does not trust the certificate. */
function lead(socket: TLSSocket, standIns: StandIns): void {
  const name = String((socket as { servername?: string | false }).servername || '')
  if (!twitchHost(name)) return void socket.destroy()
  try {
    join(socket, connect(standInFor(standIns, name)))
  } catch {
    socket.destroy()
  }
}
