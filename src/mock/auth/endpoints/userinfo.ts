import { findUserinfoClaims } from '../../resources/accounts/tokens/store.ts'
import { findUser } from '../../resources/users/store.ts'
import { AuthError } from '../errors.ts'
import { claimsAbout } from '../grants/claims.ts'
import { bearerOf } from './bearer.ts'
import { type Endpoint, issuerOf } from './endpoint.ts'

/** GET /userinfo: the claims about a token's user that the authorization request asked for. */
export const userinfo: Endpoint = {
  method: 'GET',
  path: '/userinfo',
  handler(store, request) {
    const token = bearerOf(store, request.headers)
    const user = token.user_id ? findUser(store, token.user_id) : undefined
    if (!user) throw new AuthError(401, 'invalid access token')
    if (!token.scopes.includes('openid')) throw new AuthError(403, 'missing scope: openid')
    const { client_id, scopes } = token
    const claims = findUserinfoClaims(store, token)
    return claimsAbout(store, issuerOf(request), { client_id, user, scopes, claims })
  },
}
