import { parseScopes } from '../../../twitch/scopes.ts'
import type { Client } from '../../resources/accounts/clients/store.ts'
import { AuthError, RedirectedError } from '../errors.ts'
import { parseClaims } from '../grants/claims.ts'
import { unknownScope } from '../grants/scopes.ts'
import { required } from '../parameters.ts'
import { refusedLocation } from './authorization-response.ts'
import type { ClientRequest } from './client-request.ts'

/** What an app asks a user for. */
export interface AuthorizationRequest {
  client: Client
  /** One of the client's registered ones. */
  redirect_uri: string
  response_types: ReadonlySet<string>
  scopes: string[]
  state?: string
  nonce?: string
  claims: { id_token: string[]; userinfo: string[] }
  force_verify: boolean
}

/** As Twitch's discovery document lists them; the words of a combination may come in any order. */
export const responseTypes = ['id_token', 'code', 'token', 'code id_token', 'token id_token']

/**
 * Reads the parameters of GET /authorize. What is wrong with client or redirect URI is told to the browser, anything
 * else to the app; a redirect URI that is not registered is never followed.
 *
 * @throws AuthError, RedirectedError
 */
export function readAuthorizationRequest({ client, parameters }: ClientRequest): AuthorizationRequest {
  const redirect_uri = required(parameters, 'redirect_uri')
  const { state, nonce, scope = '', claims = '{}' } = parameters
  const refuse = (error: string, description: string, uri = redirect_uri) => {
    throw new RedirectedError(refusedLocation(uri, state, error, description), description)
  }
  if (!client.redirect_uris.includes(redirect_uri)) {
    const mismatch = 'Parameter redirect_uri does not match registered URI'
    const [first] = client.redirect_uris
    if (!first) throw new AuthError(400, mismatch)
    refuse('redirect_mismatch', mismatch, first)
  }
  const scopes = parseScopes(scope)
  const response_types = new Set(required(parameters, 'response_type').split(/[ +]+/))
  if (!isSupported(response_types, scopes)) {
    refuse('unsupported_response_type', 'Response type is not supported')
  }
  const unknown = unknownScope(scope)
  if (unknown) refuse('invalid_scope', unknown)
  const wanted =
    parseClaims(claims) ?? refuse('invalid_request', 'Parameter claims is not a JSON object of claims')
  const force_verify = parameters.force_verify === 'true'
  return { client, redirect_uri, response_types, scopes, state, nonce, claims: wanted, force_verify }
}

/** An ID token needs the scope openid: without it Twitch does not know the response type. */
function isSupported(types: ReadonlySet<string>, scopes: readonly string[]): boolean {
  if (types.has('id_token') && !scopes.includes('openid')) return false
  return responseTypes.some((known) => new Set(known.split(' ')).symmetricDifference(types).size === 0)
}
