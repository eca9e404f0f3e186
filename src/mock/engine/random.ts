import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

const LOWER_ALPHANUMERIC = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** The one source of randomness: the same seed gives the same sequence on every platform. */
export class Random {
  #generator

  constructor(seed: number) {
    this.#generator = xoroshiro128plus(seed)
  }

  /** The state of the generator; setting it continues the sequence from there. */
  get state(): readonly number[] {
    return this.#generator.getState()
  }

  set state(state: readonly number[]) {
    this.#generator = xoroshiro128plusFromState(state)
  }

  /** Does work that draws numbers, and then sets the sequence back to where it was. */
  peek<T>(work: () => T): T {
    const { state } = this
    try {
      return work()
    } finally {
      this.state = state
    }
  }

  /** A number in [0, 1). */
  next(): number {
    return (this.#generator.next() >>> 0) / 0x1_0000_0000
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  /** An RFC 9562 version 4 UUID. */
  uuid(): string {
    const words = Array.from({ length: 4 }, () => this.#word())
    const hex = words.join('')
    const variant = '89ab'[this.below(4)]
    const end = `${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${end}`
  }

  /** Lower-case letters and digits, as Twitch's tokens, client IDs and secrets are. */
  token(length: number): string {
    return Array.from({ length }, () => LOWER_ALPHANUMERIC[this.below(LOWER_ALPHANUMERIC.length)]).join('')
  }

  /** A decimal number without leading zero, as Twitch's user IDs are. */
  digits(length: number): string {
    return [1 + this.below(9), ...Array.from({ length: length - 1 }, () => this.below(10))].join('')
  }

  #word(): string {
    return (this.#generator.next() >>> 0).toString(16).padStart(8, '0')
  }
}
