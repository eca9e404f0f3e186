import type { Store } from '../../../engine/store.ts'
import { findAuthorization } from '../../accounts/store.ts'
import { listUsers } from '../store.ts'
import type { UserAuthorization } from './schema.ts'

/** The authorizations of a client by the given users. Unknown users are left out. */
export function listAuthorizations(
  store: Store,
  client_id: string,
  user_ids: readonly string[],
): UserAuthorization[] {
  return listUsers(store, user_ids, []).map(({ id, display_name, login }) => {
    const authorization = findAuthorization(store, client_id, id)
    // The documentation does not list OpenID Connect's scope here.
    const scopes = authorization?.scopes.filter((scope) => scope !== 'openid') ?? []
    const has_authorized = authorization !== undefined
    return { user_id: id, user_name: display_name, user_login: login, scopes, has_authorized }
  })
}
