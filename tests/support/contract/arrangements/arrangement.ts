import type { Request, Twitch } from '../twitch.ts'

/** Prepares what an operation needs besides what its parameters' names tell, and tells what to ask with. */
export type Arrange = (twitch: Twitch) => Request | Promise<Request>

/** By the operations' IDs in the documentation. */
export type Arrangements = Readonly<Record<string, Arrange>>

/** The query of an operation on the partner's channel. */
export const of = (twitch: Twitch, more: Record<string, unknown> = {}) => ({
  broadcaster_id: twitch.partner,
  ...more,
})

/** The same, as the partner moderates it. */
export const moderated = (twitch: Twitch, more: Record<string, unknown> = {}) =>
  of(twitch, { moderator_id: twitch.partner, ...more })
