import { membersOf } from './client.ts'
import { OAuthError } from './errors.ts'

/** An access token as it was granted. */
export interface Token {
  accessToken: string
  /** Absent for app tokens. */
  refreshToken?: string
  /** In seconds from the answer. */
  expiresIn: number
  expiresAt: Date
  /** Empty for app tokens, and when nothing was asked for. */
  scopes: string[]
}

/**
 * Reads the answer of POST /token.
 *
 * @throws OAuthError when it holds no token, whatever the status was
 */
export function readToken(answer: unknown, now: Date): Token {
  const { access_token, refresh_token, expires_in, scope } = membersOf(answer)
  if (typeof access_token !== 'string' || access_token === '') {
    throw new OAuthError('the identity provider sent an answer without an access token')
  }
  const expiresIn = typeof expires_in === 'number' ? expires_in : 0
  return {
    accessToken: access_token,
    refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
    expiresIn,
    expiresAt: secondsAfter(now, expiresIn),
    scopes: readScopes(scope),
  }
}

/** Scopes come as a list (Twitch), a space-delimited text (RFC 6749), `[""]`, null or not at all. */
export function readScopes(scope: unknown): string[] {
  if (Array.isArray(scope)) return scope.filter((one): one is string => typeof one === 'string' && one !== '')
  return typeof scope === 'string' ? scope.split(' ').filter(Boolean) : []
}

export function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}
