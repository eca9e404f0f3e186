import type { EventName, Events, Listener } from './events.ts'

/** Who listens to what happens, and what they are to be told once it is in the file. */
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

  /** How many there are to tell. */
  get length(): number {
    return this.#waiting.length
  }

  /** What came after the first so many did not happen. */
  forget(first: number): void {
    this.#waiting.splice(first)
  }

  /** Tells everything, in order; who fails does not keep the others from hearing. */
  tell(): void {
    for (const tell of this.#waiting.splice(0)) {
      try {
        tell()
      } catch (error) {
        this.#fault(error)
      }
    }
  }
}
