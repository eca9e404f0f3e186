import { isSameSecret } from '../../../lib/secrets.ts'
import type { Store } from '../../engine/store.ts'
import type { Client } from '../../resources/accounts/clients/store.ts'
import { AuthError } from '../errors.ts'
import { authorizationCode } from '../grants/authorization-code.ts'
import { clientCredentials } from '../grants/client-credentials.ts'
import { deviceCode } from '../grants/device-code.ts'
import { documentedTokenResponse, type Grant, type TokenResponse, tokenResponse } from '../grants/grant.ts'
import { refreshToken } from '../grants/refresh-token.ts'
import { type Parameters, required } from '../parameters.ts'
import { type ClientRequest, readClientRequest } from './client-request.ts'
import { type Endpoint, issuerOf, isTwitchPath } from './endpoint.ts'

const grants: readonly Grant[] = [authorizationCode, clientCredentials, deviceCode, refreshToken]

/** POST /token: all grants except the mock's own `user_token`. */
export const token: Endpoint = {
  method: 'POST',
  path: '/token',
  handler: async (store, request) =>
    answerGrant(store, grants, await readClientRequest(store, request), issuerOf(request)),
}

/**
 * Answers a request for one of the given grants.
 *
 * @throws AuthError 400, and 403 for a wrong secret
 */
export function answerGrant(
  store: Store,
  grants: readonly Grant[],
  { client, parameters }: ClientRequest,
  issuer: string,
): TokenResponse {
  const grant = findGrant(grants, parameters)
  requireParameters(grant, client, parameters)
  authenticateClient(grant, client, parameters)
  const granted = grant.handler(store, client, parameters, issuer)
  const isDocumentedByMock = !granted.refresh_token && !isTwitchPath(issuer)
  return isDocumentedByMock ? documentedTokenResponse(granted.access) : tokenResponse(granted)
}

function findGrant(grants: readonly Grant[], parameters: Parameters): Grant {
  const grant_type = required(parameters, 'grant_type')
  const grant = grants.find((grant) => grant.grant_type === grant_type)
  if (!grant) throw new AuthError(400, 'invalid grant type')
  return grant
}

function requireParameters(grant: Grant, client: Client, parameters: Parameters): void {
  if (needsSecret(grant, client)) required(parameters, 'client_secret')
  for (const name of grant.parameters) required(parameters, name)
}

function authenticateClient(grant: Grant, client: Client, parameters: Parameters): void {
  if (grant.proof === 'secret' && client.type === 'public') {
    throw new AuthError(400, 'invalid client type: a public client cannot use this grant')
  }
  if (needsSecret(grant, client) && !isSameSecret(parameters.client_secret ?? '', client.secret)) {
    throw new AuthError(403, 'invalid client secret')
  }
}

const needsSecret = ({ proof }: Grant, { type }: Client) => proof !== 'none' && type === 'confidential'
