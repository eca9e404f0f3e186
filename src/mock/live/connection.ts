import { Milliseconds } from '../engine/time.ts'
import type { Connection, Socket } from '../http/connection.ts'
import type { Topics } from './topics.ts'

/** Whatever stands between a client and the server may close a connection on which nothing is said. */
const PING_INTERVAL_MS = Milliseconds.minute / 2

/** What a client that does not read may leave waiting. */
const MAXIMUM_WAITING_BYTES = 1024 * 1024

/** How soon a client that has missed something is told so. */
const LOOK_AGAIN_MS = Milliseconds.second / 4

/** A client that was sent something it could not be meant to send. */
const POLICY_VIOLATION = 1008

/**
 * A client at the WebSocket of changes. It is sent what the topics tell that it has named; whatever it could not take
 * in time is left out, and it is told how much.
 */
export class LiveConnection implements Connection {
  readonly #topics: Topics
  readonly #wanted: readonly string[]
  readonly #onClosed: () => void
  #socket: Socket | undefined
  /** What ends each topic that is followed. */
  readonly #followed = new Map<string, () => void>()
  #pings: ReturnType<typeof setInterval> | undefined
  #missed = 0
  #isWaiting = false

  /** @param wanted the topics that it follows from the beginning */
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

  /** A client may name other topics at any time. */
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

  /** The server ends. */
  stop(): void {
    this.#socket?.close(1001, 'The server ends.')
  }

  #follow(names: readonly string[]): void {
    if (names.some((name) => !this.#topics.names.includes(name))) {
      this.#refuse(`The topics are ${this.#topics.names.join(', ')}.`)
      return
    }
    // A topic that goes on is left alone: to begin anew would lose what it has gathered.
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
