import { getJson, type IdentityProvider, membersOf } from './client.ts'
import { OAuthError } from './errors.ts'
import { readScopes, secondsAfter, secondsOf } from './token.ts'

/** The validation of a token. */
export interface Validation {
  clientId: string
  /** The token's user; undefined, like userId, for app tokens. */
  login?: string
  userId?: string
  scopes: string[]
  /**
   * Seconds; 0 if the token does not expire, undefined if the server sent no valid time.
   */
  expiresIn?: number
  expiresAt?: Date
}

/**
 * Validates a token; neither a client nor a secret is needed.
 *
 * @throws Refusal with status 401 for an invalid token
 */
export async function validate(provider: IdentityProvider, token: string): Promise<Validation> {
  const answer = membersOf(await getJson(provider, '/validate', token))
  if (typeof answer.client_id !== 'string') throw new OAuthError('the identity provider named no client')
  const expiresIn = answer.expires_in === 0 ? 0 : secondsOf(answer.expires_in)
  return {
    clientId: answer.client_id,
    login: textOf(answer.login),
    userId: textOf(answer.user_id),
    scopes: readScopes(answer.scopes),
    expiresIn,
    expiresAt: expiresIn ? secondsAfter(provider.now(), expiresIn) : undefined,
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
