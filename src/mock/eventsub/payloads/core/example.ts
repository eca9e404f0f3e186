import type { Store } from '../../../engine/store.ts'
import { firstModerator } from '../../../resources/moderation/moderators/store.ts'
import { findUser, firstPartner, randomUser } from '../../../resources/users/store.ts'
import type { EventSubEvent } from '../../event.ts'
import type { ExampleContext } from './events.ts'
import { declarations } from './payloads.ts'

/**
 * An event of any type, as if it happened now: sensible content by the store's randomness, about users who are there.
 * Nothing happens in the store.
 *
 * @param condition who is meant; what is left out is chosen
 * @param fields what the event is to say: a kind that they name is the example's kind
 * @returns undefined if there is no such type or version
 * @throws NobodyThere if the store has no users, or not the one who is meant
 */
export function exampleEvent(
  store: Store,
  type: string,
  version: string,
  condition: ExampleContext['condition'] = {},
  fields: ExampleContext['fields'] = {},
  viewer?: string,
): EventSubEvent | undefined {
  const name = `${type} ${version}`
  if (!Object.hasOwn(declarations, name)) return undefined
  const context = contextOf(store, condition, fields, viewer)
  return { type, version, ...declarations[name]!.example(context), at: context.at }
}

/** The world has no user to make an example with. */
export class NobodyThere extends Error {}

function contextOf(
  store: Store,
  condition: ExampleContext['condition'],
  fields: ExampleContext['fields'],
  viewer: string | undefined,
): ExampleContext {
  for (const [key, id] of Object.entries({ ...condition, ...(viewer && { user_id: viewer }) })) {
    const isThere = !key.endsWith('user_id') || id === '' || findUser(store, id)
    if (!isThere) throw new NobodyThere(`There is no user ${id}.`)
  }
  const broadcaster_id = condition.broadcaster_user_id || (firstPartner(store)?.id ?? anybody(store, []))
  const user_id = viewer || anybody(store, [broadcaster_id])
  const other_id = anybody(store, [broadcaster_id, user_id])
  const moderator_id = firstModerator(store, broadcaster_id) ?? broadcaster_id
  return { store, at: store.now(), condition, fields, broadcaster_id, moderator_id, user_id, other_id }
}

function anybody(store: Store, except: readonly string[]): string {
  const user = randomUser(store, except)
  if (!user) throw new NobodyThere('There are no users: generate some first.')
  return user.id
}
