import type { Store } from '../../engine/store.ts'
import {
  countUsers,
  findUser,
  listFirstUsers,
  listUsersByPrefix,
  type StoredUser,
} from '../../resources/users/store.ts'

/** The users that a consent page offers for selection. */
export interface Accounts {
  users: StoredUser[]
  /** The number of all users, found or not. */
  total: number
  /** The text that was searched for. */
  search: string
}

const OFFERED = 5
/** The most users that a search shows. */
export const FOUND_AT_MOST = 20

const COOKIE = 'twitch_mock_user'

/**
 * The users whose login begins with the search, or whose ID it is; without a search, the logged-in user and the first
 * users.
 */
export function listAccounts(store: Store, search = '', loggedIn?: StoredUser): Accounts {
  const text = search.trim().toLowerCase()
  const users = text ? searchUsers(store, text) : firstUsers(store, loggedIn)
  return { users, total: countUsers(store), search: text }
}

/** The user who consented last in this browser: the mock has no passwords, so choosing a user on a page logs in. */
export function loggedInUser(store: Store, headers: Headers): StoredUser | undefined {
  const id = new Bun.CookieMap(headers.get('cookie') ?? '').get(COOKIE)
  return id ? findUser(store, id) : undefined
}

/** The cookie header that logs a user in. */
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
