import type { Store } from '../../engine/store.ts'
import type { Client } from '../../resources/accounts/clients/store.ts'
import { type AccessToken, TOKEN_LIFETIME_MS } from '../../resources/accounts/tokens/store.ts'
import type { Parameters } from '../parameters.ts'

/** One way to get an access token: what it asks for, as data, beside what it does. */
export interface Grant {
  grant_type: string
  /** What must be there besides client_id and grant_type. */
  parameters: readonly string[]
  /**
   * How the client shows who it is: `secret` takes confidential clients only, `secret if it has one` lets public
   * clients in without, `none` asks no client for it.
   */
  proof: 'secret' | 'secret if it has one' | 'none'
  /** All parameters are there and the client is who it says. The issuer is the base of the request. */
  handler(store: Store, client: Client, parameters: Parameters, issuer: string): Granted
}

/** What a grant yields. */
export interface Granted {
  access: AccessToken
  /** Absent for app access tokens and for the mock's own grant. */
  refresh_token?: string
  id_token?: string
}

/** The answer of POST /token. */
export interface TokenResponse {
  access_token: string
  refresh_token?: string
  /** Seconds. */
  expires_in: number
  scope?: string[]
  id_token?: string
  token_type: 'bearer'
}

/** A second less than the token lives, as the mock's documentation has it. */
const EXPIRES_IN = TOKEN_LIFETIME_MS / 1000 - 1

/** What Twitch answers: the scopes in the order of the alphabet; what there is none of is left out. */
export function tokenResponse({ access, refresh_token, id_token }: Granted): TokenResponse {
  return {
    access_token: access.token,
    expires_in: EXPIRES_IN,
    ...(id_token && { id_token }),
    ...(refresh_token && { refresh_token }),
    ...(access.scopes.length > 0 && { scope: access.scopes.toSorted() }),
    token_type: 'bearer',
  }
}

/**
 * What the documentation of the mock shows of a token that cannot be refreshed: an empty refresh token, and all
 * scopes.
 */
export function documentedTokenResponse({ token, scopes }: AccessToken): TokenResponse {
  return {
    access_token: token,
    refresh_token: '',
    expires_in: EXPIRES_IN,
    scope: scopes,
    token_type: 'bearer',
  }
}
