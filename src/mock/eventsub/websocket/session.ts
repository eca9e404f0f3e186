import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { Connection, Socket } from '../../http/connection.ts'
import { createSession, endSession } from '../../resources/eventsub/sessions/store.ts'
import { sessionFrame } from '../dispatch/messages.ts'
import { type CloseCode, closures } from './closures.ts'
import { SocketConnection } from './socket-connection.ts'

export interface SessionOptions {
  store: Store
  scheduler: Scheduler
  /** Seconds. */
  keepAlive: number
  /** Where the client comes back to when it is asked to reconnect, without a query. */
  url: string
  /** Whether anything is sent through a session. */
  isUsed(id: string): boolean
  onBegin(session: Session): void
  onEnd(session: Session): void
}

const UNUSED_MS = 10 * Milliseconds.second
const RECONNECT_MS = 30 * Milliseconds.second
const TOKEN_LENGTH = 32

/**
 * What a client subscribes through. It begins with a connection and ends with it, unless the client was asked to
 * reconnect and did. Source: https://dev.twitch.tv/docs/eventsub/handling-websocket-events/
 */
export class Session {
  readonly id: string
  readonly #connectedAt: string
  readonly #options: SessionOptions
  #link: SocketConnection
  /** The way back that the client was given, while it is open. */
  #reconnect: { token: string; cancel: () => void } | undefined
  #cancelUnused: () => void
  #hasEnded = false

  private constructor(options: SessionOptions, socket: Socket) {
    const { store, scheduler } = options
    const { id, connected_at } = createSession(store)
    this.id = id
    this.#connectedAt = connected_at
    this.#options = options
    this.#link = this.#welcome(socket)
    this.#cancelUnused = scheduler.after(UNUSED_MS, () => {
      if (!options.isUsed(id)) this.close(4003)
    })
  }

  /** The connection of a new client. */
  static begin(options: SessionOptions): Connection {
    return connection((socket) => {
      const session = new Session(options, socket)
      options.onBegin(session)
      return { session, link: session.#link }
    })
  }

  /** The connection of a client that comes back, as it was asked to. */
  comeBack(): Connection {
    return connection((socket) => ({ session: this, link: this.#moveTo(socket) }))
  }

  /** Whether a client may come back with a token. */
  accepts(token: string): boolean {
    return this.#reconnect?.token === token
  }

  /** False if the message had to be dropped. */
  send(text: string): boolean {
    return this.#link.send(text)
  }

  /** Asks the client to come back by another connection; until then this one works on. */
  reconnect(): void {
    if (this.#reconnect) return
    const { store, scheduler, url } = this.#options
    const token = store.random.token(TOKEN_LENGTH)
    const old = this.#link
    const cancel = scheduler.after(RECONNECT_MS, () => {
      this.#reconnect = undefined
      if (this.#link === old) this.close(4004)
      else old.close(4004)
    })
    this.#reconnect = { token, cancel }
    const session = {
      id: this.id,
      status: 'reconnecting',
      keepalive_timeout_seconds: null,
      reconnect_url: `${url}?reconnect=${token}`,
      connected_at: this.#connectedAt,
    }
    this.#link.send(sessionFrame(store, 'session_reconnect', { session }))
  }

  close(code: CloseCode): void {
    const link = this.#link
    this.#end(closures[code].status)
    link.close(code)
  }

  /** A reconnection works once. */
  #moveTo(socket: Socket): SocketConnection {
    this.#reconnect!.token = ''
    this.#link = this.#welcome(socket)
    return this.#link
  }

  #welcome(socket: Socket): SocketConnection {
    const { store, scheduler, keepAlive } = this.#options
    const link = new SocketConnection({
      store,
      scheduler,
      socket,
      keepAlive,
      onLost: () => this.fail(link, 4002),
    })
    const session = {
      id: this.id,
      status: 'connected',
      connected_at: this.#connectedAt,
      keepalive_timeout_seconds: keepAlive,
      reconnect_url: null,
    }
    link.send(sessionFrame(store, 'session_welcome', { session }))
    return link
  }

  /** The old connection of a session that has moved can fail without harm to it. */
  fail(link: SocketConnection, code: CloseCode): void {
    if (link === this.#link) this.close(code)
    else link.close(code)
  }

  /** A connection is gone. */
  closed(link: SocketConnection): void {
    link.stop()
    if (link === this.#link) this.#end('websocket_disconnected')
    else this.#hasMoved()
  }

  /** The client has closed the connection that it came from: the move is complete. */
  #hasMoved(): void {
    this.#reconnect?.cancel()
    this.#reconnect = undefined
  }

  #end(status: string): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#cancelUnused()
    this.#hasMoved()
    this.#options.onEnd(this)
    endSession(this.#options.store, this.id, status)
  }
}

function connection(open: (socket: Socket) => { session: Session; link: SocketConnection }): Connection {
  let opened: ReturnType<typeof open> | undefined
  return {
    opened(socket) {
      opened = open(socket)
    },
    received: () => opened?.session.fail(opened.link, 4001),
    ponged: () => opened?.link.ponged(),
    closed: () => opened?.session.closed(opened.link),
  }
}
