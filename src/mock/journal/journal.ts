import { callerOf } from '../access/callers.ts'
import { keptAnswer } from '../http/kept-answer.ts'
import { keptBody } from '../http/received-body.ts'
import { type Entry, type Exchange, entryOf, type Named } from './entry.ts'
import { type Match, matches } from './match.ts'

/** How many exchanges a journal keeps if nothing else is said. */
export const JOURNAL_LENGTH = 1000

/** Of how many exchanges the answers are kept: long lists would fill the memory, and make every read slower. */
const ANSWERS_KEPT = 100

/** The last exchanges with the apps. They are written out when somebody reads. */
export class Journal {
  readonly #length: number
  readonly #nameOf: Named
  readonly #listeners = new Set<(exchange: Exchange) => void>()
  /** A ring, once it is full. */
  #exchanges: Exchange[] = []
  #count = 0
  #forgotten = 0

  /** @param length how many exchanges are kept; 0 keeps none */
  constructor(length: number, nameOf: Named) {
    this.#length = length
    this.#nameOf = nameOf
  }

  get isOn(): boolean {
    return this.#length > 0
  }

  /** Keeps what was received and seen by the apps, and how it was answered. */
  add(received: Request, request: Request, answered: Pick<Exchange, 'at' | 'status' | 'duration'>): void {
    const kept: Exchange = {
      id: this.#count + 1,
      at: answered.at,
      method: received.method,
      url: received.url,
      path: request.url,
      headers: received.headers,
      body: keptBody(request),
      caller: callerOf(request),
      answer: keptAnswer(request),
      status: answered.status,
      duration: answered.duration,
    }
    const position = this.#count++ - this.#forgotten
    this.#exchanges[position % this.#length] = kept
    const older = this.#exchanges[(position - ANSWERS_KEPT) % this.#length]
    if (older && older.status < 400 && older.id <= kept.id - ANSWERS_KEPT) older.answer = undefined
    for (const listener of this.#listeners) listener(kept)
  }

  /** Forgets everything so far; the IDs go on. */
  clear(): void {
    this.#exchanges = []
    this.#forgotten = this.#count
  }

  /** The entries that are as wanted, the oldest first. */
  entries(match: Match): Entry[] {
    const exchanges = this.#exchanges.toSorted((one, other) => one.id - other.id)
    const entries = exchanges.map((exchange) => entryOf(exchange, this.#nameOf))
    return entries.filter((entry) => matches(match, entry))
  }

  /** Tells of each exchange from now on that is as wanted; what it returns ends that. */
  follow(match: Match, tell: (entry: Entry) => void): () => void {
    const listener = (exchange: Exchange) => {
      const entry = entryOf(exchange, this.#nameOf)
      if (matches(match, entry)) tell(entry)
    }
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }
}
