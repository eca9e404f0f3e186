import type { Store } from '../../engine/store.ts'
import {
  countUsers,
  findUser,
  listFirstUsers,
  listUsersByPrefix,
  type StoredUser,
} from '../../resources/users/store.ts'

/** The users that a page offers to be. */
export interface Accounts {
  users: StoredUser[]
  /** How many there are, found or not. */
  total: number
  /** What was searched for. */
  search: string
}

const OFFERED = 5
/** How many users a search shows. */
export const FOUND_AT_MOST = 20

const COOKIE = 'twitch_mock_user'

/**
 * The users whose login begins so, or who have the ID; without a search the one who is logged in and the first ones.
 */
export function listAccounts(store: Store, search = '', loggedIn?: StoredUser): Accounts {
  const text = search.trim().toLowerCase()
  const users = text ? searchUsers(store, text) : firstUsers(store, loggedIn)
  return { users, total: countUsers(store), search: text }
}

/** Who consented last in this browser. The mock knows no passwords: whoever is chosen is logged in. */
export function loggedInUser(store: Store, headers: Headers): StoredUser | undefined {
  const id = new Bun.CookieMap(headers.get('cookie') ?? '').get(COOKIE)
  return id ? findUser(store, id) : undefined
}

/** The header that remembers who consented. */
export const logIn = ({ id }: StoredUser) => ({
  'Set-Cookie': `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`,
})

function searchUsers(store: Store, text: string): StoredUser[] {
  const named = listUsersByPrefix(store, text, FOUND_AT_MOST)
  const byId = findUser(store, text)
  return byId ? [byId, ...named.filter(({ id }) => id !== byId.id)] : named
}

function firstUsers(store: Store, loggedIn?: StoredUser): StoredUser[] {
  if (!loggedIn) return listFirstUsers(store, OFFERED)
  return [loggedIn, ...listFirstUsers(store, OFFERED - 1, loggedIn.id)]
}
