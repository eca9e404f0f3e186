import { findUser } from '../../resources/users/store.ts'
import { bearerOf } from './bearer.ts'
import type { Endpoint } from './endpoint.ts'

/** GET /validate: the client, scopes and user of a token. An app access token has no user fields. */
export const validate: Endpoint = {
  method: 'GET',
  path: '/validate',
  handler(store, { headers }) {
    const { client_id, user_id, scopes, expires_at } = bearerOf(store, headers)
    const user = user_id ? findUser(store, user_id) : undefined
    return {
      client_id,
      ...(user && { login: user.login }),
      scopes: scopes.length > 0 ? scopes : null,
      ...(user && { user_id }),
      expires_in: Math.floor((expires_at - store.now().getTime()) / 1000),
    }
  },
}
