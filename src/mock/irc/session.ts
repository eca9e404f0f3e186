import type { Scheduler } from '../engine/scheduler.ts'
import type { Store } from '../engine/store.ts'
import { Milliseconds } from '../engine/time.ts'
import { type Capability, capabilities, isCapability } from './capabilities.ts'
import { Line, notice, SERVER } from './line.ts'
import { LineBuffer } from './line-buffer.ts'
import { type Identity, identify, LoginRefused } from './login.ts'
import { type IrcMessage, parseMessage } from './message.ts'
import type { ChatSocket } from './socket.ts'

/** The options of a session. */
export interface SessionOptions {
  store: Store
  scheduler: Scheduler
  /** The scheduler for a client's time to answer a PING, which moving the store's clock must not shorten. */
  network: Scheduler
  socket: ChatSocket
  /** Counts a login of a user; false if the limit is reached. */
  mayLogIn(user_id: string): boolean
  onLogin(session: ChatSession): void
  /** Called with each message of a client after its login. */
  onMessage(session: ChatSession, message: IrcMessage): void
  onEnd(session: ChatSession): void
  /** Called after the commands of one packet have run. */
  onDone?: () => void
  onFault(error: unknown): void
}

const PING_INTERVAL_MS = 4 * Milliseconds.minute
/** The least time to answer a PING. */
const PONG_TIMEOUT_MS = 10 * Milliseconds.second
const LOGIN_TIMEOUT_MS = 30 * Milliseconds.second

/** The most unread bytes of a client before it is disconnected. */
const MAXIMUM_WAITING_BYTES = 16 * 1024 * 1024

/** The session of a chat client, from login to disconnect. Source: https://dev.twitch.tv/docs/chat/irc/ */
export class ChatSession {
  readonly capabilities = new Set<Capability>()
  /** The ID of the connection's row under /units. */
  connection_id = ''
  readonly #options: SessionOptions
  readonly #lines = new LineBuffer()
  #nick: string | undefined
  #pass: string | undefined
  #identity: Identity | undefined
  #outgoing: string[] = []
  #awaitsPong = false
  #pingedAt = 0
  /** The pending commands of the client, if any. */
  #busy: Promise<void> | undefined
  #hasEnded = false
  #cancels: (() => void)[] = []

  constructor(options: SessionOptions) {
    this.#options = options
    const giveUp = () => this.#refuse('Login unsuccessful')
    this.#cancels = [options.scheduler.after(LOGIN_TIMEOUT_MS, giveUp)]
  }

  /** The user's ID; null for a client that only reads. */
  get user_id(): string | null {
    return this.#identity && 'user' in this.#identity ? this.#identity.user.id : null
  }

  get login(): string {
    if (!this.#identity) return '*'
    return 'user' in this.#identity ? this.#identity.user.login : this.#identity.nick
  }

  get transport(): ChatSocket['transport'] {
    return this.#options.socket.transport
  }

  /** The token that the client logged in with; empty for one that only reads. */
  get token(): string {
    return this.#identity && 'token' in this.#identity ? this.#identity.token.token : ''
  }

  /** Whether the client may write. */
  get maySend(): boolean {
    return (
      this.#identity !== undefined &&
      'token' in this.#identity &&
      this.#identity.token.scopes.includes('chat:edit')
    )
  }

  /**
   * Receives bytes of the client, which may end within a line. Its commands run in order, once no other process writes.
   */
  receive(chunk: string | Uint8Array): void {
    const lines = this.#lines.push(chunk)
    if (!lines) {
      this.end()
      return
    }
    const { store, onFault } = this.#options
    const work = () => {
      for (const line of lines) this.#obey(line)
      this.#options.onDone?.()
    }
    if (this.#busy) {
      this.#busy = this.#busy.then(() => store.writeEach(work)).catch(onFault)
      return
    }
    const done = store.writeEach(work)
    if (!(done instanceof Promise)) return
    const waiting = done.catch(onFault).finally(() => {
      if (this.#busy === waiting) this.#busy = undefined
    })
    this.#busy = waiting
  }

  #obey(line: string): void {
    const message = this.#hasEnded ? undefined : parseMessage(line)
    try {
      if (message) this.#handle(message)
    } catch (error) {
      this.#options.onFault(error)
    }
  }

  /** Sends a line, if the client's capabilities entitle it to the line. Lines of the same turn are sent together. */
  send(line: Line): void {
    const text = line.for(this.capabilities)
    if (text === undefined || this.#hasEnded) return
    this.#outgoing.push(text)
    if (this.#outgoing.length === 1) this.#options.scheduler.soon(() => this.#flush())
  }

  /** Sends the last lines, and ends the connection. */
  end(...lines: Line[]): void {
    if (this.#hasEnded) return
    for (const line of lines) this.send(line)
    this.#flush()
    this.#options.socket.end()
    this.closed()
  }

  /** Called when the connection has ended. */
  closed(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    for (const cancel of this.#cancels) cancel()
    this.#options.onEnd(this)
  }

  #handle(message: IrcMessage): void {
    const [first = ''] = message.params
    switch (message.command) {
      case 'CAP':
        this.#negotiate(message.params)
        break
      case 'PING':
        this.send(new Line('PONG', [SERVER], { text: first || SERVER }))
        break
      case 'PONG':
        this.#awaitsPong = false
        break
      case 'QUIT':
        this.end()
        break
      default:
        if (this.#identity) this.#options.onMessage(this, message)
        else this.#register(message.command, first)
    }
  }

  /** Logs the client in once PASS and NICK have come, in either order. */
  #register(command: string, value: string): void {
    if (command === 'PASS') this.#pass = value
    if (command === 'NICK') this.#nick = value
    if (this.#nick === undefined) return
    try {
      const identity = identify(this.#options.store, this.#nick, this.#pass)
      if (identity) this.#logIn(identity)
    } catch (error) {
      if (!(error instanceof LoginRefused)) throw error
      this.#refuse(error.message)
    }
  }

  #negotiate([subcommand = '', list = '']: readonly string[]): void {
    const wanted = list.split(' ').filter((name) => name !== '')
    if (subcommand.toUpperCase() === 'LS') {
      this.send(new Line('CAP', ['*', 'LS'], { text: capabilities.join(' ') }))
    }
    if (subcommand.toUpperCase() !== 'REQ') return
    const known = wanted.filter(isCapability)
    const isKnown = known.length === wanted.length
    if (isKnown) for (const name of known) this.capabilities.add(name)
    this.send(new Line('CAP', ['*', isKnown ? 'ACK' : 'NAK'], { text: list.trim() }))
  }

  /** @throws LoginRefused */
  #logIn(identity: Identity): void {
    this.#identity = identity
    if (this.user_id && !this.#options.mayLogIn(this.user_id)) throw new LoginRefused('Login unsuccessful')
    this.#welcome()
    this.#cancels.pop()?.()
    this.#planPing()
    this.#planExpiry()
    this.#options.onLogin(this)
  }

  #welcome(): void {
    const lines = [
      ['001', 'Welcome, GLHF!'],
      ['002', `Your host is ${SERVER}`],
      ['003', 'This server is rather new'],
      ['004', '-'],
      ['375', '-'],
      ['372', 'You are in a maze of twisty passages, all alike.'],
      ['376', '>'],
    ]
    for (const [code, text] of lines) this.send(new Line(code!, [this.login], { text }))
  }

  /** Refuses a login with a NOTICE, even if the client has not requested twitch.tv/commands. */
  #refuse(reason: string): void {
    this.capabilities.add('twitch.tv/commands')
    this.end(notice('*', undefined, reason))
  }

  #planPing(): void {
    const { scheduler, network } = this.#options
    const cancel = scheduler.after(PING_INTERVAL_MS, () => {
      this.#cancels = this.#cancels.filter((other) => other !== cancel)
      if (this.#awaitsPong && network.now() - this.#pingedAt >= PONG_TIMEOUT_MS) return this.end()
      if (!this.#awaitsPong) this.#pingedAt = network.now()
      this.#awaitsPong = true
      this.send(new Line('PING', [], { text: SERVER, prefix: '' }))
      this.#planPing()
    })
    this.#cancels.push(cancel)
  }

  #planExpiry(): void {
    if (!this.#identity || !('token' in this.#identity)) return
    const left = this.#identity.token.expires_at - this.#options.store.now().getTime()
    this.#cancels.push(this.#options.scheduler.after(left, () => this.expire()))
  }

  /** Ends the session of a client whose token is no longer valid. */
  expire(): void {
    this.#refuse('Login authentication failed')
  }

  #flush(): void {
    if (this.#outgoing.length === 0 || this.#hasEnded) return
    const text = this.#outgoing.join('')
    this.#outgoing = []
    this.#options.socket.send(text)
    if (this.#options.socket.waiting() > MAXIMUM_WAITING_BYTES) this.end()
  }
}
