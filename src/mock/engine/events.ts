/**
 * What can happen on the simulated Twitch. A resource adds its events by declaration merging, beside the
 * transition that emits them:
 *
 * @example declare module '../../store/events.ts' { interface Events { 'poll.begin': Poll } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: open for declaration merging
export interface Events {}

/** The timers, each with the type of its subject, such as an ID. Resources add theirs by declaration merging. */
// biome-ignore lint/suspicious/noEmptyInterface: open for declaration merging
export interface Timers {}

/** The name of an event that a transition emits. */
export type EventName = keyof Events

/** The name of a timer. */
export type TimerName = keyof Timers

/** Takes an event after its commit, with the moment at which it happened. */
export type Listener<Name extends EventName> = (payload: Events[Name], at: Date) => void
