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
  /** The server goes on without it if the port is taken. */
  isOptional?: boolean
}

/** What a server is started with. */
export interface ServerOptions extends Omit<MockOptions, 'isLocal' | 'onWrite' | 'chatPort'> {
  /** 0 for a free one. */
  port: number
  /** One address; both loopback addresses by default. On those, only requests for this machine by name are answered. */
  host?: string
  /** What https and wss are served with; http and ws by default. */
  tls?: Certificate
  /** Where chat clients connect by TCP; nowhere by default. */
  chat?: ChatPort
  /** How many messages a minute are said in the chats by themselves; none by default. */
  chatter?: number
}

/** A server that listens. */
export interface RunningServer {
  /** Such as http://localhost:8080. */
  url: string
  port: number
  /** Where chat clients connect by TCP; missing if they cannot. */
  chatPort?: number
  /**
   * Lets the requests in flight finish and the webhook messages that are due be answered, for a few seconds, and ends
   * the connections and what is planned.
   *
   * @returns how many webhook messages wait for the next server of the database
   */
  stop(): Promise<number>
}

/**
 * Serves the simulated Twitch of a store, and lets happen what becomes due. It listens first: a start that fails
 * changes nothing, above all it ends no session of a server that runs.
 *
 * @throws PortInUse
 * @throws FileInUse if another server has taken the file meanwhile
 */
export function startServer({ port, host, tls, chat, chatter, ...options }: ServerOptions): RunningServer {
  const { store, onFault = () => {} } = options
  const isLocal = host === undefined || isLoopback(host)
  // No request is taken in before this turn of the event loop has ended.
  let fetch: Pipeline = nobody
  const listener = listen({ port, host, tls, fetch: (request, server) => fetch(request, server) })
  const name = !host || isEveryAddress(host) ? 'localhost' : host
  const url = `${tls ? 'https' : 'http'}://${hostInUrl(name)}:${listener.port}`
  let end = () => {}
  try {
    store.servedAt(url)
    const loop = startTimerLoop(store, onFault)
    // Only a write may set a timer.
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

/** Less than what container engines wait before they kill. */
const DRAIN_MS = 5000

const nobody: Pipeline = () => {
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
