import type { EventName, Events, Listener } from './events.ts'

interface Subscriber {
  listener: Listener<EventName>
  isWanted: () => boolean
  isBeforeCommit: boolean
}

/** How many wait to be published: before the commit, and after it. */
type Mark = readonly [before: number, after: number]

const NOTHING: Mark = [0, 0]

/**
 * Who listens to what happens. Events are published once they are in the file; to some listeners right before that, so
 * that what they write is in the file with the event, or neither is.
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

  /** Does work when events are published after the commit. */
  addWork(work: () => void): void {
    this.#after.push(work)
  }

  get isEmpty(): boolean {
    return this.#before.length + this.#after.length === 0
  }

  /** What waits to be published now. */
  get mark(): Mark {
    return [this.#before.length, this.#after.length]
  }

  /** Discards what came after a mark, because it did not happen. */
  forget([before, after] = NOTHING): void {
    this.#before.splice(before)
    this.#after.splice(after)
  }

  /** Publishes to those who listen before the commit, also what they emit. */
  publishBeforeCommit(): void {
    while (this.#before.length > 0) this.#deliver(this.#before)
  }

  /** Publishes everything, in order. */
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
