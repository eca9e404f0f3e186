import { createHash, sign } from 'node:crypto'
import type { Store } from '../../engine/store.ts'
import { signingKey } from '../../resources/accounts/keys/store.ts'
import { findUser } from '../../resources/users/store.ts'
import { claimsAbout } from './claims.ts'

interface IdTokenRequest {
  client_id: string
  user_id: string
  scopes: readonly string[]
  claims: readonly string[]
  nonce?: string
  /** The access token and the code of the same answer, whose hashes the ID token contains. */
  access_token?: string
  code?: string
}

/**
 * Signs an ID token (RS256) for an existing user.
 * Source: https://openid.net/specs/openid-connect-core-1_0.html#IDToken
 */
export function signIdToken(store: Store, issuer: string, request: IdTokenRequest): string {
  const { user_id, nonce, access_token, code, ...subject } = request
  const { kid, privateKey } = signingKey(store)
  const header = { alg: 'RS256', typ: 'JWT', kid }
  const payload = {
    ...claimsAbout(store, issuer, { ...subject, user: findUser(store, user_id)! }),
    ...(nonce && { nonce }),
    ...(access_token && { at_hash: halfHash(access_token) }),
    ...(code && { c_hash: halfHash(code) }),
  }
  const signed = `${encoded(header)}.${encoded(payload)}`
  return `${signed}.${sign('RSA-SHA256', Buffer.from(signed), privateKey).toString('base64url')}`
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** The left half of the SHA-256, for at_hash and c_hash. */
const halfHash = (text: string) =>
  createHash('sha256').update(text).digest().subarray(0, 16).toString('base64url')
