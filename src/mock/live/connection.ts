import { Milliseconds } from '../engine/time.ts'
import type { Connection, Socket } from '../http/connection.ts'
import type { Topics } from './topics.ts'

/** The interval of pings, which keep proxies from closing an idle connection. */
const PING_INTERVAL_MS = Milliseconds.minute / 2

/** The most unread bytes of a client, beyond which changes are dropped. */
const MAXIMUM_WAITING_BYTES = 1024 * 1024

/** How often a client with dropped changes is checked, to tell it the number of them. */
const LOOK_AGAIN_MS = Milliseconds.second / 4

/** The close code for an invalid message of the client. Source: RFC 6455, 7.4.1 */
const POLICY_VIOLATION = 1008

/**
 * A client of the WebSocket of changes. It gets the messages of the topics that it has named. Messages that it does not
 * read in time are dropped, and it is told their number.
 */
export class LiveConnection implements Connection {
  readonly #topics: Topics
  readonly #wanted: readonly string[]
  readonly #onClosed: () => void
  #socket: Socket | undefined
  /** The functions that end following, by topic. */
  readonly #followed = new Map<string, () => void>()
  #pings: ReturnType<typeof setInterval> | undefined
  #missed = 0
  #isWaiting = false

  /** @param wanted the topics to follow from the beginning */
  constructor(topics: Topics, wanted: readonly string[], onClosed: () => void) {
    this.#topics = topics
    this.#wanted = wanted
    this.#onClosed = onClosed
  }

  opened(socket: Socket): void {
    this.#socket = socket
    this.#pings = setInterval(() => socket.ping(), PING_INTERVAL_MS)
    this.#follow(this.#wanted)
  }

  /** Changes the followed topics to those that the client names. */
  received(data: string | Uint8Array): void {
    const topics = topicsIn(data)
    if (topics) this.#follow(topics)
    else this.#refuse('Send {"topics":["…"]} to follow other topics.')
  }

  ponged(): void {}

  closed(): void {
    this.#socket = undefined
    clearInterval(this.#pings)
    for (const end of this.#followed.values()) end()
    this.#onClosed()
  }

  /** Closes the connection, since the server stops. */
  stop(): void {
    this.#socket?.close(1001, 'The server ends.')
  }

  #follow(names: readonly string[]): void {
    if (names.some((name) => !this.#topics.names.includes(name))) {
      this.#refuse(`The topics are ${this.#topics.names.join(', ')}.`)
      return
    }
    // A topic that stays is not restarted: a restart would lose the changes that its source has collected.
    for (const [name, end] of this.#followed) {
      if (names.includes(name)) continue
      end()
      this.#followed.delete(name)
    }
    for (const name of names) {
      if (!this.#followed.has(name)) this.#followed.set(name, this.#topics.follow(name, this.#send))
    }
    this.#send(JSON.stringify({ topic: 'following', data: [...new Set(names)] }))
  }

  #refuse(reason: string): void {
    this.#socket?.close(POLICY_VIOLATION, reason)
  }

  readonly #send = (text: string): void => {
    if (this.#missed > 0 || this.#isFull) {
      this.#missed++
      this.#lookAgain()
    } else this.#socket?.send(text)
  }

  get #isFull(): boolean {
    return (this.#socket?.waiting() ?? 0) > MAXIMUM_WAITING_BYTES
  }

  #lookAgain(): void {
    if (this.#isWaiting) return
    this.#isWaiting = true
    setTimeout(() => {
      this.#isWaiting = false
      if (this.#isFull) return this.#lookAgain()
      const count = this.#missed
      this.#missed = 0
      this.#socket?.send(JSON.stringify({ topic: 'missed', data: { count } }))
    }, LOOK_AGAIN_MS)
  }
}

function topicsIn(data: string | Uint8Array): string[] | undefined {
  try {
    const { topics } = JSON.parse(typeof data === 'string' ? data : new TextDecoder().decode(data))
    return Array.isArray(topics) && topics.every((topic) => typeof topic === 'string') ? topics : undefined
  } catch {
    return undefined
  }
}
