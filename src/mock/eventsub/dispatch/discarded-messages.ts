/** Counts what had to be dropped, and tells of it: at the first one, and then ever more seldom. */
export class DiscardedMessages {
  readonly #counts = new Map<string, number>()
  #total = 0

  constructor(readonly warn: (message: string) => void) {}

  /** How many messages were dropped. */
  get total(): number {
    return this.#total
  }

  /** One message to a receiver was dropped, for a reason in a few words. */
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

  /** The receiver is gone. */
  forget(receiver: string): void {
    this.#counts.delete(receiver)
  }
}
