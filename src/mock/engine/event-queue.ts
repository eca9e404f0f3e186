import type { EventName, Events, Listener } from './events.ts'

interface Subscriber {
  listener: Listener<EventName>
  isWanted: () => boolean
  isBeforeCommit: boolean
}

/** The lengths of the two queues: of deliveries before the commit, and after it. */
type Mark = readonly [before: number, after: number]

const NOTHING: Mark = [0, 0]

/**
 * Events and their listeners. Events are published after the commit; listeners `beforeCommit` get them right before it,
 * so that a listener's rows are committed together with the event's, or neither are.
 */
export class EventQueue {
  readonly #listeners = new Map<EventName, Subscriber[]>()
  readonly #before: (() => void)[] = []
  readonly #after: (() => void)[] = []
  #isSilent = false
  #fault = (error: unknown): void => {
    throw error
  }

  on<Name extends EventName>(
    name: Name,
    listener: Listener<Name>,
    isWanted: () => boolean,
    isBeforeCommit = false,
  ): void {
    const others = this.#listeners.get(name) ?? []
    const added = { listener: listener as unknown as Listener<EventName>, isWanted, isBeforeCommit }
    this.#listeners.set(name, [...others, added])
  }

  onFault(handle: (error: unknown) => void): void {
    this.#fault = handle
  }

  add<Name extends EventName>(name: Name, payload: Events[Name], at: Date): void {
    if (this.#isSilent) return
    for (const { listener, isWanted, isBeforeCommit } of this.#listeners.get(name) ?? []) {
      if (isWanted()) (isBeforeCommit ? this.#before : this.#after).push(() => listener(payload as never, at))
    }
  }

  /** Runs work whose events are dropped instead of published. */
  silently<T>(work: () => T): T {
    const before = this.#isSilent
    this.#isSilent = true
    try {
      return work()
    } finally {
      this.#isSilent = before
    }
  }

  /** Queues work until after the commit, in order with the events. */
  addWork(work: () => void): void {
    this.#after.push(work)
  }

  get isEmpty(): boolean {
    return this.#before.length + this.#after.length === 0
  }

  /** The present end of both queues. */
  get mark(): Mark {
    return [this.#before.length, this.#after.length]
  }

  /** Discards what was queued after a mark, since its transaction was rolled back. */
  forget([before, after] = NOTHING): void {
    this.#before.splice(before)
    this.#after.splice(after)
  }

  /** Delivers events to the listeners before the commit, including the events that these emit. */
  publishBeforeCommit(): void {
    while (this.#before.length > 0) this.#deliver(this.#before)
  }

  /** Delivers everything that is queued, in order. */
  publish(): void {
    this.publishBeforeCommit()
    this.#deliver(this.#after)
  }

  /** A listener that fails does not stop the next ones. */
  #deliver(waiting: (() => void)[]): void {
    for (const deliver of waiting.splice(0)) {
      try {
        deliver()
      } catch (error) {
        this.#fault(error)
      }
    }
  }
}
