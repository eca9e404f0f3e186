import { issueToken } from '../../resources/accounts/tokens/store.ts'
import type { Grant } from './grant.ts'
import { knownScopes } from './scopes.ts'

/** The client credentials grant, for an app access token. Scopes are accepted, since clients send them, and ignored. */
export const clientCredentials: Grant = {
  grant_type: 'client_credentials',
  parameters: [],
  proof: 'secret',
  handler(store, client, { scope = '' }) {
    knownScopes(scope)
    return { access: issueToken(store, { client_id: client.id }) }
  },
}
