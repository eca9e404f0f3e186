import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { Connection, Socket } from '../../http/connection.ts'
import { createEventSubSession, endEventSubSession } from '../../resources/eventsub/sessions/store.ts'
import { sessionFrame } from '../dispatch/messages.ts'
import { type CloseCode, closures } from './closures.ts'
import { SocketConnection } from './socket-connection.ts'

/** What a session is made with. */
export interface EventSubSessionOptions {
  store: Store
  scheduler: Scheduler
  /** For pings of connections. */
  network: Scheduler
  /** Seconds. */
  keepAlive: number
  /** Whether a keepalive is withheld that is due. */
  isKeepAliveWithheld(): boolean
  /** Where the client comes back to when it is asked to reconnect, without a query. */
  url: string
  /** Whether a session may stay: something is sent through it, or need not be. */
  isUsed(id: string): boolean
  onBegin(session: EventSubSession): void
  onEnd(session: EventSubSession): void
}

const UNUSED_MS = 10 * Milliseconds.second
const RECONNECT_MS = 30 * Milliseconds.second
const TOKEN_LENGTH = 32

/**
 * What a client subscribes through. It begins with a connection and ends with it, unless the client was asked to
 * reconnect and did. Source: https://dev.twitch.tv/docs/eventsub/handling-websocket-events/
 */
export class EventSubSession {
  readonly id: string
  readonly #connectedAt: string
  readonly #options: EventSubSessionOptions
  #connection: SocketConnection
  /** Where the client has come from, until it closes that. */
  #previous: SocketConnection | undefined
  /** The way back that the client was given, while it is open. */
  #reconnect: { token: string; cancel: () => void } | undefined
  #cancelUnused: () => void
  #hasEnded = false
  #isKeptAlive = true

  private constructor(options: EventSubSessionOptions, socket: Socket) {
    const { store, scheduler } = options
    const { id, connected_at } = createEventSubSession(store)
    this.id = id
    this.#connectedAt = connected_at
    this.#options = options
    this.#connection = this.#welcome(socket)
    this.#cancelUnused = scheduler.after(UNUSED_MS, () => {
      if (!options.isUsed(id)) this.close(4003)
    })
  }

  /** The connection of a new client. */
  static begin(options: EventSubSessionOptions): Connection {
    return connectionTo((socket) => {
      const session = new EventSubSession(options, socket)
      options.onBegin(session)
      return { session, connection: session.#connection }
    })
  }

  /** The connection of a client that comes back, as it was asked to. */
  comeBack(): Connection {
    return connectionTo((socket) => ({ session: this, connection: this.#moveTo(socket) }))
  }

  /** Whether a client may come back with a token. */
  accepts(token: string): boolean {
    return this.#reconnect?.token === token
  }

  /** False if the message had to be dropped. */
  send(text: string): boolean {
    return this.#connection.send(text)
  }

  /** Asks the client to come back by another connection; until then this one works on. */
  reconnect(): void {
    if (this.#reconnect) return
    const { store, scheduler, url } = this.#options
    const token = store.random.token(TOKEN_LENGTH)
    const old = this.#connection
    const cancel = scheduler.after(RECONNECT_MS, () => {
      this.#reconnect = undefined
      if (this.#connection === old) this.close(4004)
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
    this.#connection.send(sessionFrame(store, 'session_reconnect', { session }))
  }

  /** Whether the server says that it is there when it has nothing else to say. */
  setKeepAlive(isEnabled: boolean): void {
    this.#isKeptAlive = isEnabled
  }

  close(code: CloseCode): void {
    const connections = [this.#connection, this.#previous]
    this.#end(closures[code].status)
    for (const connection of connections) connection?.close(code)
  }

  /** A reconnection works once. */
  #moveTo(socket: Socket): SocketConnection {
    this.#reconnect!.token = ''
    this.#previous = this.#connection
    this.#connection = this.#welcome(socket)
    return this.#connection
  }

  #welcome(socket: Socket): SocketConnection {
    const { store, scheduler, network, keepAlive, isKeepAliveWithheld } = this.#options
    const connection = new SocketConnection({
      store,
      scheduler,
      network,
      socket,
      keepAlive,
      isKeptAlive: () => this.#isKeptAlive && !isKeepAliveWithheld(),
      onLost: () => this.fail(connection, 4002),
    })
    const session = {
      id: this.id,
      status: 'connected',
      connected_at: this.#connectedAt,
      keepalive_timeout_seconds: keepAlive,
      reconnect_url: null,
    }
    connection.send(sessionFrame(store, 'session_welcome', { session }))
    return connection
  }

  /** The old connection of a session that has moved can fail without harm to it. */
  fail(connection: SocketConnection, code: CloseCode): void {
    if (connection === this.#connection) this.close(code)
    else connection.close(code)
  }

  /** A connection is gone. */
  closed(connection: SocketConnection): void {
    connection.stop()
    if (connection !== this.#connection) this.#hasMoved()
    else {
      this.#previous?.close(4007)
      this.#end('websocket_disconnected')
    }
  }

  /** The client has closed the connection that it came from: the move is complete. */
  #hasMoved(): void {
    this.#reconnect?.cancel()
    this.#reconnect = undefined
    this.#previous = undefined
  }

  #end(status: string): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#cancelUnused()
    this.#hasMoved()
    this.#options.onEnd(this)
    endEventSubSession(this.#options.store, this.id, status)
  }
}

function connectionTo(
  open: (socket: Socket) => { session: EventSubSession; connection: SocketConnection },
): Connection {
  let opened: ReturnType<typeof open> | undefined
  return {
    opened(socket) {
      opened = open(socket)
    },
    received: () => opened?.session.fail(opened.connection, 4001),
    ponged: () => opened?.connection.ponged(),
    closed: () => opened?.session.closed(opened.connection),
  }
}
