import type { EventName, Events, Listener } from './events.ts'

/** Who listens to what happens, and what waits to be published until it is in the file. */
export class EventQueue {
  readonly #listeners = new Map<EventName, { listener: Listener<EventName>; isWanted: () => boolean }[]>()
  readonly #waiting: (() => void)[] = []
  #fault = (error: unknown): void => {
    throw error
  }

  on<Name extends EventName>(name: Name, listener: Listener<Name>, isWanted: () => boolean): void {
    const others = this.#listeners.get(name) ?? []
    this.#listeners.set(name, [...others, { listener: listener as unknown as Listener<EventName>, isWanted }])
  }

  onFault(handle: (error: unknown) => void): void {
    this.#fault = handle
  }

  add<Name extends EventName>(name: Name, payload: Events[Name], at: Date): void {
    for (const { listener, isWanted } of this.#listeners.get(name) ?? []) {
      if (isWanted()) this.#waiting.push(() => listener(payload as never, at))
    }
  }

  /** How many wait to be published. */
  get length(): number {
    return this.#waiting.length
  }

  /** Discards what came after the first so many, because it did not happen. */
  forget(first: number): void {
    this.#waiting.splice(first)
  }

  /** Publishes everything, in order; a listener that fails does not stop the next ones. */
  publish(): void {
    for (const deliver of this.#waiting.splice(0)) {
      try {
        deliver()
      } catch (error) {
        this.#fault(error)
      }
    }
  }
}
