import type { Store } from '../engine/store.ts'
import { type HelixError, tooManyRequests } from './errors.ts'

interface Taken {
  /** Milliseconds since 1970. */
  at: number
  subject: string | undefined
}

interface TakeOptions {
  /** The object of the action, where the documentation limits the number of distinct objects. */
  subject?: string
  /** The refusal; 429 by default. */
  refusal?: (message: string) => HelixError
}

/** A limit on how often an action is done within a time, in addition to the general rate limit. */
export class FrequencyLimit {
  readonly #taken = new Map<string, Taken[]>()

  constructor(
    readonly store: Store,
    readonly maximum: number,
    /** Milliseconds. */
    readonly within: number,
    readonly isEnforced: boolean,
  ) {
    store.snapshots.onRestore(() => this.#taken.clear())
  }

  /**
   * Counts one more action of a key.
   *
   * @throws HelixError with the message, if the limit is exceeded and enforced; the action is then not counted
   */
  take(key: string, message: string, { subject, refusal = tooManyRequests }: TakeOptions = {}): void {
    if (!this.isEnforced) return
    const now = this.store.now().getTime()
    const recent = (this.#taken.get(key) ?? []).filter(({ at }) => at > now - this.within)
    if (subject !== undefined && recent.some((taken) => taken.subject === subject)) return
    if (recent.length >= this.maximum) throw refusal(message)
    this.#taken.set(key, [...recent, { at: now, subject }])
  }
}
