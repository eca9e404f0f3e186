import type { Store } from '../engine/store.ts'
import { firstClient, registerRedirectUris } from '../resources/accounts/store.ts'

export { checkRedirectUri, InvalidRedirectUri } from '../resources/accounts/store.ts'

/**
 * Registers redirect URIs for the first client, beside those that it has.
 *
 * @throws InvalidRedirectUri
 */
export function addRedirectUris(store: Store, uris: readonly string[]): void {
  const client = firstClient(store)
  if (client) registerRedirectUris(store, client.id, [...new Set([...client.redirect_uris, ...uris])])
}
