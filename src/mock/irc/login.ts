import type { Store } from '../engine/store.ts'
import { type AccessToken, findToken } from '../resources/accounts/store.ts'
import { findUser, type StoredUser } from '../resources/users/store.ts'

/** Who a client is. Without a token it only reads. */
export type Identity = { user: StoredUser; token: AccessToken } | { nick: string }

const ANONYMOUS = /^justinfan\d+$/i

/** Why a login was refused, in Twitch's words. */
export class LoginRefused extends Error {}

/**
 * Who logs in with a nickname and what PASS said; the token says who it is, whatever the nickname.
 *
 * @returns undefined while the password is still missing
 * @throws LoginRefused
 */
export function identify(store: Store, nick: string, pass: string | undefined): Identity | undefined {
  if (ANONYMOUS.test(nick)) return { nick: nick.toLowerCase() }
  if (pass === undefined) return undefined
  const [, value] = /^oauth:(\S+)$/i.exec(pass) ?? []
  if (!value) throw new LoginRefused('Improperly formatted auth')
  const token = findToken(store, value)
  const user = token && findUser(store, token.user_id)
  if (!user || !token.scopes.includes('chat:read')) throw new LoginRefused('Login authentication failed')
  return { user, token }
}
