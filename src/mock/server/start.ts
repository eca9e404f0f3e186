import { hostInUrl, isEveryAddress, isLoopback } from '../../lib/loopback.ts'
import type { Chat } from '../irc/app.ts'
import { startChatter } from '../irc/chatter.ts'
import { listenForChat } from '../irc/tcp.ts'
import { listenOn, PortInUse } from './addresses.ts'
import { type Certificate, listen } from './listen.ts'
import { createMock, type MockOptions } from './server.ts'
import type { Pipeline } from './step.ts'
import { startTimerLoop } from './timer-loop.ts'

export { PortInUse }

interface ChatPort {
  /** 0 for a free one. */
  port: number
  /** Whether the server starts without chat by TCP if the port is taken. */
  isOptional?: boolean
}

/** The options of a server. */
export interface ServerOptions extends Omit<MockOptions, 'isLocal' | 'onWrite' | 'chatPort'> {
  /** 0 for a free one. */
  port: number
  /** One address; by default both loopback addresses, where the Host must be a name of this machine. */
  host?: string
  /** The certificate for https and wss; http and ws are served by default. */
  tls?: Certificate
  /** The TCP port of chat; none by default. */
  chat?: ChatPort
  /** The number of random chat messages a minute; none by default. */
  chatter?: number
}

/** A running server. */
export interface RunningServer {
  /** The base URL, such as http://localhost:8080. */
  url: string
  port: number
  /** The TCP port of chat, if it is served. */
  chatPort?: number
  /**
   * Waits a few seconds for requests in flight and due webhook messages, and then closes all connections and cancels
   * all timers.
   *
   * @returns the number of webhook messages that are left for the next server of the database
   */
  stop(): Promise<number>
}

/**
 * Serves the simulated Twitch of a store, and fires its timers. It listens first, so that a start that fails changes
 * nothing and, above all, ends no session of a running server.
 *
 * @throws PortInUse
 * @throws FileInUse if another server has taken the file meanwhile
 */
export function startServer({ port, host, tls, chat, chatter, ...options }: ServerOptions): RunningServer {
  const { store, onFault = () => {} } = options
  const isLocal = host === undefined || isLoopback(host)
  // No request arrives before the end of this turn of the event loop, by which the pipeline is assigned.
  let fetch: Pipeline = notReady
  const listener = listen({ port, host, tls, fetch: (request, server) => fetch(request, server) })
  const name = !host || isEveryAddress(host) ? 'localhost' : host
  const url = `${tls ? 'https' : 'http'}://${hostInUrl(name)}:${listener.port}`
  let end = () => {}
  try {
    store.servedAt(url)
    const loop = startTimerLoop(store, onFault)
    let chats: ReturnType<typeof listenToChat> = []
    const chatPort = () => chats[0]?.port
    const mock = createMock({ ...options, onFault, isLocal, chatPort, onWrite: loop.reset })
    const endChatter = chatter ? startChatter(store, mock.chat.network, chatter) : undefined
    end = () => {
      endChatter?.()
      loop.stop()
      mock.eventSub.stop()
      mock.chat.stop()
      mock.live.stop()
    }
    fetch = mock.fetch
    if (chat) chats = listenToChat(mock.chat, host, chat)
    return {
      url,
      port: listener.port,
      ...(chats[0] && { chatPort: chats[0].port }),
      async stop() {
        try {
          mock.faults.stop()
          const drained = mock.eventSub.drain(DRAIN_MS)
          mock.chat.stop()
          mock.live.stop()
          for (const listener of chats) listener.stop(true)
          await listener.stop()
          return await drained
        } finally {
          end()
        }
      },
    }
  } catch (error) {
    end()
    void listener.stop()
    throw error
  }
}

/** The longest wait at a stop: shorter than the grace period of container engines. */
const DRAIN_MS = 5000

const notReady: Pipeline = () => {
  throw new Error('the server is yet to be put together')
}

/** @throws PortInUse */
function listenToChat(chat: Chat, host: string | undefined, { port, isOptional }: ChatPort) {
  try {
    return listenOn({ host, port }, (hostname, port) => listenForChat(chat, hostname, port))
  } catch (error) {
    if (isOptional && error instanceof PortInUse) return []
    throw error
  }
}
