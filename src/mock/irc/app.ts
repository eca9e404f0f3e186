import { type Scheduler, systemScheduler } from '../engine/scheduler.ts'
import type { Store } from '../engine/store.ts'
import {
  forgetChatConnections,
  openChatConnection,
  removeChatConnection,
} from '../resources/chat/connections/store.ts'
import { findUser } from '../resources/users/store.ts'
import { broadcast } from './broadcast.ts'
import { type CommandContext, leave, runCommand, userState } from './commands.ts'
import { ChatLimits } from './limits.ts'
import { Line } from './line.ts'
import { Rooms } from './rooms.ts'
import { ChatSession } from './session.ts'
import type { ChatSocket } from './socket.ts'

/** The options of the chat app. */
export interface ChatOptions {
  store: Store
  scheduler?: Scheduler
  /** Whether messages, joins and logins are limited as on Twitch. */
  rateLimit?: boolean
  /** Called after the commands of a client, which may have set a timer. */
  onWrite?: () => void
  /** Takes the stack of an unexpected fault. */
  onFault: (error: unknown) => void
}

/** The chat app. */
export interface Chat {
  /** Begins the session of a client that has connected. */
  connect(socket: ChatSocket): ChatSession
  /** The scheduler of network timeouts. */
  readonly network: Scheduler
  /** Ends all connections. */
  stop(): void
}

/** The time between RECONNECT and the end of the connection; Twitch's is longer. */
const RECONNECT_MS = 1000

/** Twitch's chat over IRC, on the same state as Helix and EventSub. Source: https://dev.twitch.tv/docs/chat/irc/ */
export function chatApp({ store, rateLimit = false, onWrite, onFault, ...options }: ChatOptions): Chat {
  const { scheduler = store.scheduler } = options
  const network = options.scheduler ?? systemScheduler
  const rooms = new Rooms<ChatSession>()
  const sessions = new Map<string, ChatSession>()
  const unnamed = new Set<ChatSession>()
  const writers = new Map<string, { session: ChatSession; nonce?: string }>()
  const limits = new ChatLimits(store, rateLimit)
  const context: CommandContext = {
    store,
    rooms,
    limits,
    onWritten: (message_id, session, nonce) =>
      void writers.set(message_id, { session, ...(nonce && { nonce }) }),
  }

  forgetChatConnections(store)
  broadcast({
    store,
    rooms,
    writerOf(message_id) {
      const writer = writers.get(message_id)
      writers.delete(message_id)
      return writer
    },
  })
  store.on('chat.connection.reconnect', ({ id }) => {
    const session = sessions.get(id)
    session?.send(new Line('RECONNECT', []))
    if (session) scheduler.after(RECONNECT_MS, () => session.end())
  })
  store.on('chat.connection.close', ({ id }) => sessions.get(id)?.end())

  function onLogin(session: ChatSession): void {
    const { user_id, login, transport } = session
    unnamed.delete(session)
    session.connection_id = openChatConnection(store, { user_id, login, transport }).id
    sessions.set(session.connection_id, session)
    rooms.add(session)
    if (user_id === null) return
    const { mod: _, subscriber: __, ...tags } = userState(store, '', user_id)
    session.send(new Line('GLOBALUSERSTATE', [], { tags: { ...tags, 'user-id': user_id } }))
  }

  function onEnd(session: ChatSession): void {
    unnamed.delete(session)
    if (!session.connection_id) return
    for (const broadcaster_id of rooms.roomsOf(session))
      leave(context, session, findUser(store, broadcaster_id)!)
    rooms.remove(session)
    sessions.delete(session.connection_id)
    removeChatConnection(store, session.connection_id)
  }

  const stop = () => {
    for (const session of [...unnamed, ...sessions.values()]) session.end()
  }
  const release = () => {
    stop()
    writers.clear()
  }
  store.snapshots.onRestore(release, () => forgetChatConnections(store))

  return {
    network,
    connect(socket) {
      const session = new ChatSession({
        store,
        scheduler,
        network,
        socket,
        mayLogIn: (user_id) => limits.take('logins', user_id),
        onLogin,
        onMessage: (session, message) => runCommand(context, session, message),
        onEnd,
        onDone: onWrite,
        onFault,
      })
      unnamed.add(session)
      return session
    },
    stop,
  }
}
