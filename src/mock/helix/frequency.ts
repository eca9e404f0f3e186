import type { Store } from '../store/store.ts'
import { type HelixError, tooManyRequests } from './errors.ts'

/** How often something may be done within a time, besides the general rate limit. It is always enforced. */
export class FrequencyLimit {
  readonly #times = new Map<string, number[]>()

  constructor(
    readonly store: Store,
    readonly maximum: number,
    /** Milliseconds. */
    readonly within: number,
  ) {}

  /**
   * Counts one more for a key.
   *
   * @throws HelixError with the message, 429 unless told otherwise, if it is one too many; it is then not counted
   */
  take(key: string, message: string, refusal: (message: string) => HelixError = tooManyRequests): void {
    const now = this.store.now().getTime()
    const recent = (this.#times.get(key) ?? []).filter((time) => time > now - this.within)
    if (recent.length >= this.maximum) throw refusal(message)
    this.#times.set(key, [...recent, now])
  }
}
