import type { EventSubTypeName } from '../../../../twitch/eventsub.ts'
import type { EventName, Events } from '../../../engine/events.ts'
import type { Store } from '../../../engine/store.ts'
import { named } from '../../../resources/users/named.ts'

/** An event as a writer returns it: with its condition, without type, version and moment. */
export interface WrittenEvent {
  condition: Readonly<Record<string, string>>
  event: object
}

/** The writers of a type, by the store's event; a writer returns undefined if nothing is to be published. */
export type Writers = {
  [Name in EventName]?: (
    store: Store,
    payload: Events[Name],
    at: Date,
  ) => WrittenEvent | readonly WrittenEvent[] | undefined
}

/** One subscription type in one version. */
export interface EventDeclaration {
  /** The events of the store that cause it. */
  on: Writers
  /** An example for a triggered event. It writes nothing to the store. */
  example(context: ExampleContext): WrittenEvent
}

/** The subscription types about one subject, each by its name and version: `channel.poll.begin 1`. */
export type EventGroup = Readonly<Partial<Record<EventSubTypeName, EventDeclaration>>>

/** Declares the subscription types about one subject. */
export const events = (group: EventGroup): EventGroup => group

type Sources<Item> = {
  [Name in EventName]?: (store: Store, payload: Events[Name], at: Date) => Item | readonly Item[] | undefined
}

/** The writers of a type with many sources: each source returns items, and one function writes all of them. */
export function writersFrom<Item extends object>(
  sources: Sources<Item>,
  write: (store: Store, item: Item, at: Date) => readonly WrittenEvent[],
): Writers {
  type Source = (store: Store, payload: never, at: Date) => Item | readonly Item[] | undefined
  const writers = Object.entries(sources as Record<string, Source>).map(([name, source]) => {
    const writer = (store: Store, payload: never, at: Date) =>
      ([source(store, payload, at) ?? []].flat() as Item[]).flatMap((item) => write(store, item, at))
    return [name, writer]
  })
  return Object.fromEntries(writers)
}

/** The users and the moment that an example is about. */
export interface ExampleContext {
  store: Store
  at: Date
  /** The condition of the subscription, as far as it is given. */
  condition: Readonly<Record<string, string>>
  /** The given fields of the event, such as the kind of a notice or an action. */
  fields: Readonly<Record<string, unknown>>
  broadcaster_id: string
  /** A moderator of the channel, or its broadcaster. */
  moderator_id: string
  /** A viewer, and the broadcaster of another channel. */
  user_id: string
  other_id: string
}

/** An event in a channel, with the channel's broadcaster; `more` may add values for the condition. */
export function inChannel(
  store: Store,
  broadcaster_id: string,
  event: object,
  condition: Readonly<Record<string, string>> = {},
): WrittenEvent {
  return {
    condition: { broadcaster_user_id: broadcaster_id, ...condition },
    event: { ...named(store, 'broadcaster_user', broadcaster_id), ...event },
  }
}

/** The error for a requested kind of notice or action that does not exist. */
export class UnknownKind extends Error {}

/**
 * The example of the requested kind, or of a random one.
 *
 * @throws UnknownKind if there is no such kind
 */
export function exampleOfKind<Example>(
  kinds: Readonly<Record<string, Example>>,
  wanted: unknown,
  { store }: ExampleContext,
): Example {
  const names = Object.keys(kinds)
  if (typeof wanted !== 'string') return kinds[names[store.random.below(names.length)]!]!
  if (!Object.hasOwn(kinds, wanted)) throw new UnknownKind(`There is no ${wanted}, but ${names.join(', ')}.`)
  return kinds[wanted]!
}
