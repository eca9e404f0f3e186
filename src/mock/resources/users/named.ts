import type { Store } from '../../engine/store.ts'
import { findUser } from './store.ts'

/** A user as events name one, with members such as broadcaster_user_id, _login and _name. */
export type Named<Prefix extends string, Value = string> = Record<
  `${Prefix}_${'id' | 'login' | 'name'}`,
  Value
>

/** The members that name the user with an ID; login and name of a deleted user are empty. */
export function named<Prefix extends string>(store: Store, prefix: Prefix, id: string): Named<Prefix> {
  const user = findUser(store, id)
  return namedAs(prefix, id, user?.login ?? '', user?.display_name ?? '')
}

/** The members that name the user with an ID, all null if the ID is null. */
export function namedOrNull<Prefix extends string>(
  store: Store,
  prefix: Prefix,
  id: string | null,
): Named<Prefix, string | null> {
  return id ? named(store, prefix, id) : namedAs(prefix, null, null, null)
}

function namedAs<Prefix extends string, Value>(prefix: Prefix, id: Value, login: Value, name: Value) {
  return { [`${prefix}_id`]: id, [`${prefix}_login`]: login, [`${prefix}_name`]: name } as Named<
    Prefix,
    Value
  >
}

type Account = Named<'user'>

/** Twitch's account in whose name anonymous cheers appear. */
export const anonymousCheerer: Account = {
  user_id: '407665396',
  user_login: 'ananonymouscheerer',
  user_name: 'AnAnonymousCheerer',
}
