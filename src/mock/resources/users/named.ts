import type { Store } from '../../engine/store.ts'
import { findUser } from './store.ts'

/** A user as events name one, such as by broadcaster_user_id, broadcaster_user_login and broadcaster_user_name. */
export type Named<Prefix extends string, Value = string> = Record<
  `${Prefix}_${'id' | 'login' | 'name'}`,
  Value
>

/** Who has such an ID now; the names of one who is gone are empty. */
export function named<Prefix extends string>(store: Store, prefix: Prefix, id: string): Named<Prefix> {
  const user = findUser(store, id)
  return namedAs(prefix, id, user?.login ?? '', user?.display_name ?? '')
}

/** The same for an ID that may be null; then all three are null. */
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

/** In whose name Twitch cheers what is cheered anonymously. */
export const anonymousCheerer: Account = {
  user_id: '407665396',
  user_login: 'ananonymouscheerer',
  user_name: 'AnAnonymousCheerer',
}
