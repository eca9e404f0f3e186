import type { Store } from '../engine/store.ts'
import { Milliseconds } from '../engine/time.ts'

/** The limit of an action: at most `maximum` times within a time. */
export interface ChatLimit {
  maximum: number
  /** Milliseconds. */
  within: number
}

/** Source: https://dev.twitch.tv/docs/chat/#rate-limits */
export const chatLimits = {
  messages: { maximum: 20, within: 30 * Milliseconds.second },
  messagesOfModerators: { maximum: 100, within: 30 * Milliseconds.second },
  joins: { maximum: 20, within: 10 * Milliseconds.second },
  logins: { maximum: 20, within: 10 * Milliseconds.second },
} as const

/** The time within which a user may not repeat a message. */
export const REPEAT_MS = 30 * Milliseconds.second

/** Counts the actions of users, if limits are enforced. */
export class ChatLimits {
  readonly #taken = new Map<string, number[]>()

  constructor(
    readonly store: Store,
    readonly isEnforced: boolean,
  ) {
    store.snapshots.onRestore(() => this.#taken.clear())
  }

  /** Counts an action of a user; false, without counting it, if the limit is reached. */
  take(name: keyof typeof chatLimits, user_id: string): boolean {
    if (!this.isEnforced) return true
    const { maximum, within } = chatLimits[name]
    const now = this.store.now().getTime()
    const key = `${name} ${user_id}`
    const recent = (this.#taken.get(key) ?? []).filter((at) => at > now - within)
    if (recent.length >= maximum) return false
    this.#taken.set(key, [...recent, now])
    return true
  }
}
