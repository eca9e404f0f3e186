import type { Scheduler } from '../../engine/scheduler.ts'
import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { Connection, Socket } from '../../http/connection.ts'
import { createEventSubSession, endEventSubSession } from '../../resources/eventsub/sessions/store.ts'
import { sessionFrame } from '../dispatch/messages.ts'
import { type CloseCode, closures } from './closures.ts'
import { SocketConnection } from './socket-connection.ts'

/** The options of a session. */
export interface EventSubSessionOptions {
  store: Store
  scheduler: Scheduler
  /** The scheduler of pings. */
  network: Scheduler
  /** Seconds. */
  keepAlive: number
  /** Whether a fault suppresses the due keepalive. */
  isKeepAliveWithheld(): boolean
  /** The URL for reconnecting, without its query. */
  url: string
  /** Whether a session may stay open: it has a subscription, or needs none. */
  isUsed(id: string): boolean
  onBegin(session: EventSubSession): void
  onEnd(session: EventSubSession): void
}

const UNUSED_MS = 10 * Milliseconds.second
const RECONNECT_MS = 30 * Milliseconds.second
const TOKEN_LENGTH = 32

/**
 * A session of EventSub over WebSocket. It ends with its connection, unless the client was asked to reconnect and did.
 * Source: https://dev.twitch.tv/docs/eventsub/handling-websocket-events/
 */
export class EventSubSession {
  readonly id: string
  readonly #connectedAt: string
  readonly #options: EventSubSessionOptions
  #connection: SocketConnection
  /** The connection before a reconnect, until the client closes it. */
  #previous: SocketConnection | undefined
  /** The pending request to reconnect, with the token of its URL. */
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

  /** The connection of a client that reconnects to this session. */
  comeBack(): Connection {
    return connectionTo((socket) => ({ session: this, connection: this.#moveTo(socket) }))
  }

  /** Whether a client may reconnect with a token. */
  accepts(token: string): boolean {
    return this.#reconnect?.token === token
  }

  /** Sends a message; false if it was dropped because the client does not read. */
  send(text: string): boolean {
    return this.#connection.send(text)
  }

  /** Asks the client to reconnect; the present connection works until it has. */
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

  /** Switches keepalive messages on or off. */
  setKeepAlive(isEnabled: boolean): void {
    this.#isKeptAlive = isEnabled
  }

  close(code: CloseCode): void {
    const connections = [this.#connection, this.#previous]
    this.#end(closures[code].status)
    for (const connection of connections) connection?.close(code)
  }

  /** Moves the session to a new connection, and voids the token: a reconnect URL works once. */
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

  /** Closes a connection; if it is the present one, not the one before a reconnect, the session ends, too. */
  fail(connection: SocketConnection, code: CloseCode): void {
    if (connection === this.#connection) this.close(code)
    else connection.close(code)
  }

  /** Called when a connection has ended. */
  closed(connection: SocketConnection): void {
    connection.stop()
    if (connection !== this.#connection) this.#hasMoved()
    else {
      this.#previous?.close(4007)
      this.#end('websocket_disconnected')
    }
  }

  /** Completes a reconnect, after the client has closed the previous connection. */
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
