import type { Store } from '../engine/store.ts'
import { type HelixError, tooManyRequests } from './errors.ts'

interface Taken {
  /** Milliseconds since 1970. */
  at: number
  subject: string | undefined
}

interface TakeOptions {
  /** What it is done to, where the documentation limits how many of them: the same one again counts as one. */
  subject?: string
  /** 429 unless told otherwise. */
  refusal?: (message: string) => HelixError
}

/** How often something may be done within a time, besides the general rate limit. */
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
   * Counts one more for a key.
   *
   * @throws HelixError with the message, if it is one too many and limits are enforced; it is then not counted
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
