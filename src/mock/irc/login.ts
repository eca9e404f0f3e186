import type { Store } from '../engine/store.ts'
import { type AccessToken, findToken } from '../resources/accounts/store.ts'
import { findUser, type StoredUser } from '../resources/users/store.ts'

/** The user of a client; a client without a token has only a nickname, and only reads. */
export type Identity = { user: StoredUser; token: AccessToken } | { nick: string }

const ANONYMOUS = /^justinfan\d+$/i

/** The refusal of a login, with Twitch's message. */
export class LoginRefused extends Error {}

/**
 * The identity of a client by its nickname and the token of PASS. The token determines the user, not the nickname.
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
