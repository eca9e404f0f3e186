import type { Socket, TCPSocketListener } from 'bun'
import type { Chat } from './app.ts'
import type { ChatSession } from './session.ts'

interface Client {
  session: ChatSession
  /** The bytes that the system has not taken yet. */
  waiting: Uint8Array[]
  waitingBytes: number
  isEnding: boolean
}

/**
 * Listens for chat clients on one address.
 *
 * @throws the system's error with code EADDRINUSE if the port is taken
 */
export function listenForChat(chat: Chat, hostname: string, port: number): TCPSocketListener<Client> {
  return Bun.listen<Client>({
    hostname,
    port,
    socket: {
      open(socket) {
        const client: Client = { session: undefined!, waiting: [], waitingBytes: 0, isEnding: false }
        socket.data = client
        client.session = chat.connect({
          transport: 'tcp',
          send: (lines) => write(socket, client, Buffer.from(lines)),
          end() {
            client.isEnding = true
            if (client.waiting.length === 0) socket.end()
          },
          waiting: () => client.waitingBytes,
        })
      },
      data: (socket, chunk) => socket.data.session.receive(chunk),
      drain: (socket) => drain(socket, socket.data),
      close: (socket) => socket.data?.session.closed(),
      error: (socket) => socket.data?.session.closed(),
    },
  })
}

function write(socket: Socket<Client>, client: Client, bytes: Uint8Array): void {
  const taken = client.waiting.length === 0 ? Math.max(0, socket.write(bytes)) : 0
  if (taken === bytes.byteLength) return
  const rest = bytes.subarray(taken)
  client.waiting.push(rest)
  client.waitingBytes += rest.byteLength
}

function drain(socket: Socket<Client>, client: Client): void {
  for (let [next] = client.waiting; next; [next] = client.waiting) {
    const taken = Math.max(0, socket.write(next))
    client.waitingBytes -= taken
    if (taken < next.byteLength) {
      client.waiting[0] = next.subarray(taken)
      return
    }
    client.waiting.shift()
  }
  if (client.isEnding) socket.end()
}
