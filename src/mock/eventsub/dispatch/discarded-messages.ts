/** Counts discarded messages by receiver, and warns of the first, the tenth, the hundredth and so on. */
export class DiscardedMessages {
  readonly #counts = new Map<string, number>()
  #total = 0

  constructor(readonly warn: (message: string) => void) {}

  /** The number of all discarded messages. */
  get total(): number {
    return this.#total
  }

  /** Counts a discarded message to a receiver, with the reason in a few words. */
  add(receiver: string, reason: string): void {
    this.#total++
    const count = (this.#counts.get(receiver) ?? 0) + 1
    this.#counts.set(receiver, count)
    if (/^10*$/.test(String(count))) {
      this.warn(
        `EventSub: ${count} ${count === 1 ? 'message' : 'messages'} to ${receiver} dropped: ${reason}`,
      )
    }
  }

  /** Forgets the count of a receiver that is gone. */
  forget(receiver: string): void {
    this.#counts.delete(receiver)
  }
}
