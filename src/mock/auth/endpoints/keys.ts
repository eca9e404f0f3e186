import { createPublicKey } from 'node:crypto'
import { signingKey } from '../../resources/accounts/keys/store.ts'
import type { Endpoint } from './endpoint.ts'

/** GET /keys: the public keys that verify ID tokens. Source: RFC 7517 */
export const keys: Endpoint = {
  method: 'GET',
  path: '/keys',
  handler(store) {
    const { kid, privateKey } = signingKey(store)
    const { kty, e, n } = createPublicKey(privateKey).export({ format: 'jwk' })
    return { keys: [{ alg: 'RS256', e, kid, kty, n, use: 'sig' }] }
  },
}
