import { firstClient, registerRedirectUris } from './auth/store.ts'
import type { Store } from './store/store.ts'

export { InvalidRedirectUri } from './auth/store.ts'

/**
 * Registers redirect URIs for the first client, beside those that it has.
 *
 * @throws InvalidRedirectUri
 */
export function addRedirectUris(store: Store, uris: readonly string[]): void {
  const client = firstClient(store)
  if (client) registerRedirectUris(store, client.id, [...new Set([...client.redirect_uris, ...uris])])
}
