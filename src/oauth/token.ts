import { membersOf } from './client.ts'
import { OAuthError } from './errors.ts'

/** A granted access token. */
export interface Token {
  accessToken: string
  /** Absent for app tokens. */
  refreshToken?: string
  /** Seconds from the answer; undefined, like expiresAt, if the server sent no valid time. */
  expiresIn?: number
  expiresAt?: Date
  /** The scopes in alphabetical order; empty for app tokens, and if none were requested. */
  scopes: string[]
}

/**
 * Reads the answer of POST /token.
 *
 * @throws OAuthError if it has no token, whatever its status
 */
export function readToken(answer: unknown, now: Date): Token {
  const { access_token, refresh_token, expires_in, scope } = membersOf(answer)
  if (typeof access_token !== 'string' || access_token === '') {
    throw new OAuthError('the identity provider sent an answer without an access token')
  }
  const expiresIn = secondsOf(expires_in)
  return {
    accessToken: access_token,
    refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
    expiresIn,
    expiresAt: expiresIn === undefined ? undefined : secondsAfter(now, expiresIn),
    scopes: readScopes(scope),
  }
}

/** Reads scopes: a list (Twitch), a space-delimited text (RFC 6749), `[""]`, null or undefined. */
export function readScopes(scope: unknown): string[] {
  const given: unknown[] = Array.isArray(scope) ? scope : typeof scope === 'string' ? scope.split(' ') : []
  return [...new Set(given.filter((one): one is string => typeof one === 'string' && one !== ''))].sort()
}

/** The longest plausible lifetime; a moment further away may not be a valid Date. */
const CENTURY_SECONDS = 100 * 365 * 24 * 60 * 60

/** Reads a server's seconds, a number or a text; undefined without any, and out of bounds. */
export function secondsOf(value: unknown, longest = CENTURY_SECONDS): number | undefined {
  const seconds = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof seconds === 'number' && seconds > 0 && seconds <= longest ? seconds : undefined
}

/** The moment a number of seconds after another. */
export function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}
