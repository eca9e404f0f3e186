import type { Store } from '../../../engine/store.ts'
import { firstModerator } from '../../../resources/moderation/moderators/store.ts'
import { findUser, firstPartner, randomUser } from '../../../resources/users/store.ts'
import type { EventSubEvent } from '../../event.ts'
import type { ExampleContext } from './events.ts'
import { declarations } from './payloads.ts'

/**
 * An example event of any type, with the present moment, random but plausible content and existing users. It writes
 * nothing to the store.
 *
 * @param condition the users of the event; missing ones are chosen at random
 * @param fields the given fields of the event, of which a kind determines the example
 * @returns undefined if there is no such type or version
 * @throws MissingUser if the store has no users, or lacks one of the condition
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

/** The error for an example without users. */
export class MissingUser extends Error {}

function contextOf(
  store: Store,
  condition: ExampleContext['condition'],
  fields: ExampleContext['fields'],
  viewer: string | undefined,
): ExampleContext {
  for (const [key, id] of Object.entries({ ...condition, ...(viewer && { user_id: viewer }) })) {
    const isThere = !key.endsWith('user_id') || id === '' || findUser(store, id)
    if (!isThere) throw new MissingUser(`There is no user ${id}.`)
  }
  const broadcaster_id = condition.broadcaster_user_id || (firstPartner(store)?.id ?? anybody(store, []))
  const user_id = viewer || anybody(store, [broadcaster_id])
  const other_id = anybody(store, [broadcaster_id, user_id])
  const moderator_id = firstModerator(store, broadcaster_id) ?? broadcaster_id
  return { store, at: store.now(), condition, fields, broadcaster_id, moderator_id, user_id, other_id }
}

function anybody(store: Store, except: readonly string[]): string {
  const user = randomUser(store, except)
  if (!user) throw new MissingUser('There are no users: generate some first.')
  return user.id
}
