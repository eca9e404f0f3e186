import { contract } from '../contract/reference.ts'
import type { Json, Request, Twitch } from '../contract/twitch.ts'

/** Where scenarios play: a Twitch as it is generated, the first user, and others of the first eleven, in any order. */
export class Stage {
  readonly broadcaster: string
  readonly played = new Set<string>()
  #uses = 0

  constructor(
    readonly twitch: Twitch,
    readonly cast: readonly string[],
  ) {
    this.broadcaster = twitch.partner
  }

  /** The query of an operation on the first user's channel. */
  of(more: object = {}): Record<string, unknown> {
    return { broadcaster_id: this.broadcaster, ...more }
  }

  /** The same, as the first user moderates it. */
  moderated(more: object = {}): Record<string, unknown> {
    return this.of({ moderator_id: this.broadcaster, ...more })
  }

  /** A number that no other call has. */
  unique(): number {
    return ++this.#uses
  }

  /**
   * Asks an operation as it is documented, for the first time or again.
   *
   * @throws Error unless it succeeds at once
   */
  async call(operation: string, request: Request = {}): Promise<Json> {
    const { status, body } = await this.twitch.ask(operation, request)
    if (status !== contract[operation]!.success) {
      throw new Error(`${operation} ${JSON.stringify(request)}: ${status} ${JSON.stringify(body)}`)
    }
    this.played.add(operation)
    return body
  }

  /**
   * Reads a list that must have rows.
   *
   * @throws Error if it has none
   */
  async rows(operation: string, request: Request = {}): Promise<Json[]> {
    const { data } = await this.call(operation, request)
    if (data.length === 0) throw new Error(`${operation} ${JSON.stringify(request)}: no rows`)
    return data
  }
}

/** Calls that depend on each other, in their order; between them come those of other scenarios. */
export type Scenario = (stage: Stage) => AsyncGenerator<void, void>
