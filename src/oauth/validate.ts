import { getJson, type IdentityProvider, membersOf } from './client.ts'
import { OAuthError } from './errors.ts'
import { readScopes, secondsAfter, secondsOf } from './token.ts'

/** What the identity provider knows of a valid token. */
export interface Validation {
  clientId: string
  /** With userId: whose token it is; both absent for app tokens. */
  login?: string
  userId?: string
  scopes: string[]
  /**
   * In seconds; 0 means that the token does not expire, undefined that the server said nothing that can be believed.
   */
  expiresIn?: number
  expiresAt?: Date
}

/**
 * Asks whether a token is valid; neither a client nor a secret is needed.
 *
 * @throws Refusal with status 401 for a token that is not
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
