import { Milliseconds } from '../engine/time.ts'
import type { Connection } from '../http/connection.ts'
import type { Chat } from './app.ts'
import type { ChatSession } from './session.ts'

/** Where chat clients connect; the first is Twitch's. */
const paths: readonly string[] = ['/', '/irc']

const PING_INTERVAL_MS = Milliseconds.minute

/** The connection of a request that asks for chat over a WebSocket; undefined if it does not. */
export function webSocketOf(chat: Chat, { headers, url }: Request): Connection | undefined {
  if (headers.get('upgrade')?.toLowerCase() !== 'websocket') return undefined
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
      // Whatever stands between a client and the server may close a connection on which nothing is said.
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
