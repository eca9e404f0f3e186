import { parseScopes } from '../../../twitch/scopes.ts'
import type { Client } from '../../resources/accounts/clients/store.ts'
import { AuthError, RedirectedError } from '../errors.ts'
import { parseClaims } from '../grants/claims.ts'
import { unknownScope } from '../grants/scopes.ts'
import { required } from '../parameters.ts'
import { refusedLocation } from './authorization-response.ts'
import type { ClientRequest } from './client-request.ts'

/** The request of an app for a user's authorization. */
export interface AuthorizationRequest {
  client: Client
  /** One of the redirect URIs that are registered for the client. */
  redirect_uri: string
  response_types: ReadonlySet<string>
  scopes: string[]
  state?: string
  nonce?: string
  claims: { id_token: string[]; userinfo: string[] }
  force_verify: boolean
}

/** The response types of Twitch's discovery document; a request may have the words of one in any order. */
export const responseTypes = ['id_token', 'code', 'token', 'code id_token', 'token id_token']

/**
 * Reads the parameters of GET /authorize. A wrong client or redirect URI is shown in the browser; any other error goes
 * to the app, by redirect. A redirect URI that is not registered is never followed.
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
  const unknown = unknownScope(scopes)
  if (unknown) refuse('invalid_scope', unknown)
  const wanted =
    parseClaims(claims) ?? refuse('invalid_request', 'Parameter claims is not a JSON object of claims')
  const force_verify = parameters.force_verify === 'true'
  return { client, redirect_uri, response_types, scopes, state, nonce, claims: wanted, force_verify }
}

/** Whether the response type is supported: one with an ID token only together with the scope openid, as on Twitch. */
function isSupported(types: ReadonlySet<string>, scopes: readonly string[]): boolean {
  if (types.has('id_token') && !scopes.includes('openid')) return false
  return responseTypes.some((known) => new Set(known.split(' ')).symmetricDifference(types).size === 0)
}
