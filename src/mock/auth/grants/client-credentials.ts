import { issueToken } from '../../resources/accounts/tokens/store.ts'
import type { Grant } from './grant.ts'
import { knownScopes } from './scopes.ts'

/** An app access token. Scopes are accepted, since clients send them, and mean nothing. */
export const clientCredentials: Grant = {
  grant_type: 'client_credentials',
  parameters: [],
  proof: 'secret',
  handler(store, client, { scope = '' }) {
    knownScopes(scope)
    return { access: issueToken(store, { client_id: client.id }) }
  },
}
