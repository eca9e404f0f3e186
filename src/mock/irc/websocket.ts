import { Milliseconds } from '../engine/time.ts'
import type { Connection } from '../http/connection.ts'
import type { Chat } from './app.ts'
import type { ChatSession } from './session.ts'

/** The paths for chat over a WebSocket; the first is Twitch's. */
const paths: readonly string[] = ['/', '/irc']

const PING_INTERVAL_MS = Milliseconds.minute

/** The connection for a request that asks for a WebSocket, at a path of chat; undefined for other paths. */
export function webSocketOf(chat: Chat, { headers, url }: Request): Connection | undefined {
  if (!paths.includes(new URL(url).pathname)) return undefined
  const protocols = headers.get('sec-websocket-protocol')?.split(/, */) ?? []
  let session: ChatSession | undefined
  let cancelPing = () => {}
  return {
    ...(protocols.includes('irc') && { protocol: 'irc' }),
    opened(socket) {
      session = chat.connect({
        transport: 'websocket',
        send: (lines) => socket.send(lines),
        end: () => socket.close(1000, ''),
        waiting: () => socket.waiting(),
      })
      // Pings keep proxies between the client and the server from closing an idle connection.
      const ping = () => {
        socket.ping()
        cancelPing = chat.network.after(PING_INTERVAL_MS, ping)
      }
      cancelPing = chat.network.after(PING_INTERVAL_MS, ping)
    },
    received: (data) =>
      session?.receive(typeof data === 'string' && !/[\r\n]$/.test(data) ? `${data}\r\n` : data),
    ponged() {},
    closed() {
      cancelPing()
      session?.closed()
    },
  }
}
