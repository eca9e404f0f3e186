import { issueToken } from '../../resources/accounts/tokens/store.ts'
import { findUser } from '../../resources/users/store.ts'
import { AuthError } from '../errors.ts'
import type { Grant } from './grant.ts'
import { knownScopes } from './scopes.ts'

/** A user access token without asking the user: the mock's own grant, at POST /authorize. */
export const userToken: Grant = {
  grant_type: 'user_token',
  parameters: ['user_id'],
  proof: 'secret if it has one',
  handler(store, client, { user_id = '', scope = '' }) {
    const scopes = knownScopes(scope)
    if (!findUser(store, user_id)) throw new AuthError(400, 'invalid user id')
    return { access: issueToken(store, { client_id: client.id, user_id, scopes }) }
  },
}
