import { membersOf } from './client.ts'
import { OAuthError } from './errors.ts'

/** An access token as it was granted. */
export interface Token {
  accessToken: string
  /** Absent for app tokens. */
  refreshToken?: string
  /** In seconds from the answer; with expiresAt: absent if the server said nothing that can be believed. */
  expiresIn?: number
  expiresAt?: Date
  /** In the order of the alphabet; empty for app tokens, and when nothing was asked for. */
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
  const expiresIn = secondsOf(expires_in)
  return {
    accessToken: access_token,
    refreshToken: typeof refresh_token === 'string' && refresh_token !== '' ? refresh_token : undefined,
    expiresIn,
    expiresAt: expiresIn === undefined ? undefined : secondsAfter(now, expiresIn),
    scopes: readScopes(scope),
  }
}

/** Scopes come as a list (Twitch), a space-delimited text (RFC 6749), `[""]`, null or not at all. */
export function readScopes(scope: unknown): string[] {
  const given: unknown[] = Array.isArray(scope) ? scope : typeof scope === 'string' ? scope.split(' ') : []
  return [...new Set(given.filter((one): one is string => typeof one === 'string' && one !== ''))].sort()
}

/** What no token and no code outlives; a moment further away may not even be a date. */
const CENTURY_SECONDS = 100 * 365 * 24 * 60 * 60

/** A time that a server named in seconds, as a number or as text; undefined if there is none within the bounds. */
export function secondsOf(value: unknown, longest = CENTURY_SECONDS): number | undefined {
  const seconds = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value
  return typeof seconds === 'number' && seconds > 0 && seconds <= longest ? seconds : undefined
}

/** A moment so many seconds after another. */
export function secondsAfter(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() + seconds * 1000)
}
