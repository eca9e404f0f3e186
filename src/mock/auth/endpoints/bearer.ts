import type { Store } from '../../engine/store.ts'
import { type AccessToken, findToken } from '../../resources/accounts/tokens/store.ts'
import { AuthError } from '../errors.ts'

/**
 * The access token of the header `Authorization: OAuth …` or `Bearer …`.
 *
 * @throws AuthError 401
 */
export function bearerOf(store: Store, headers: Headers): AccessToken {
  const authorization = headers.get('authorization')
  if (!authorization) throw new AuthError(401, 'missing authorization token')
  const [, value] = /^(?:OAuth|Bearer) +(\S+)$/i.exec(authorization) ?? []
  const token = value && findToken(store, value)
  if (!token) throw new AuthError(401, 'invalid access token')
  return token
}
