import type { Store } from '../../engine/store.ts'
import type { Client } from '../../resources/accounts/clients/store.ts'
import { type AccessToken, TOKEN_LIFETIME_MS } from '../../resources/accounts/tokens/store.ts'
import type { Parameters } from '../parameters.ts'

/** A grant of OAuth: the parameters and the proof that it requires, declared as data, and its handler. */
export interface Grant {
  grant_type: string
  /** The required parameters, besides client_id and grant_type. */
  parameters: readonly string[]
  /**
   * How the client authenticates: `secret` takes confidential clients only, `secret if it has one` takes public
   * clients without a secret, `none` requires no secret.
   */
  proof: 'secret' | 'secret if it has one' | 'none'
  /** Called once all parameters are there and the client is authenticated. The issuer is the base of the request. */
  handler(store: Store, client: Client, parameters: Parameters, issuer: string): Granted
}

/** The tokens that a grant issues. */
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

/** A second less than the token's lifetime, as the official CLI's mock documents it. */
const EXPIRES_IN = TOKEN_LIFETIME_MS / 1000 - 1

/** The answer as Twitch's: the scopes in alphabetical order, and no members for what was not issued. */
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
 * The answer as the official CLI's mock documents it: with an empty refresh token, since it cannot be refreshed, and
 * all scopes.
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
