import type { Store } from '../../engine/store.ts'
import { createCode } from '../../resources/accounts/codes/store.ts'
import { issueToken } from '../../resources/accounts/tokens/store.ts'
import { signIdToken } from '../grants/id-token.ts'
import type { AuthorizationRequest } from './authorization-request.ts'

/** The redirect after the user's consent: a code stands in its query, tokens in its fragment. */
export function grantedLocation(
  store: Store,
  issuer: string,
  wanted: AuthorizationRequest,
  user_id: string,
): string {
  const { response_types: types, redirect_uri, scopes, state, claims, nonce } = wanted
  const subject = { client_id: wanted.client.id, user_id, scopes }
  const access_token = types.has('token')
    ? issueToken(store, { ...subject, claims: claims.userinfo }).token
    : undefined
  const code = types.has('code')
    ? createCode(store, { ...subject, redirect_uri, nonce: nonce ?? null, claims })
    : undefined
  const id_token = types.has('id_token')
    ? signIdToken(store, issuer, { ...subject, claims: claims.id_token, nonce, access_token, code })
    : undefined
  const scope = access_token || code ? scopes.join(' ') : undefined
  const token_type = access_token && 'bearer'
  const answer = parametersOf({ access_token, code, id_token, scope, state, token_type })
  return access_token || id_token ? withFragment(redirect_uri, answer) : withQuery(redirect_uri, answer)
}

/** The redirect that tells the app of a refusal: always in the query, as on Twitch. */
export function refusedLocation(
  redirect_uri: string,
  state: string | undefined,
  error: string,
  error_description: string,
): string {
  return withQuery(redirect_uri, parametersOf({ error, error_description, state }))
}

function parametersOf(given: Record<string, string | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
}

function withQuery(redirect_uri: string, parameters: URLSearchParams): string {
  const url = new URL(redirect_uri)
  url.search = [url.search.slice(1), parameters].filter(String).join('&')
  return url.href
}

function withFragment(redirect_uri: string, parameters: URLSearchParams): string {
  const url = new URL(redirect_uri)
  url.hash = String(parameters)
  return url.href
}
