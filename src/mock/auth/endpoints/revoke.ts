import { findToken, revokeToken } from '../../resources/accounts/tokens/store.ts'
import { AuthError } from '../errors.ts'
import { required } from '../parameters.ts'
import { readClientRequest } from './client-request.ts'
import type { Endpoint } from './endpoint.ts'

/**
 * POST /revoke: revokes an access token, of a user or of the app.
 * Source: https://dev.twitch.tv/docs/authentication/revoke-tokens/
 */
export const revoke: Endpoint = {
  method: 'POST',
  path: '/revoke',
  async handler(store, request) {
    const unknown = () => new AuthError(404, 'client does not exist')
    const { client, parameters } = await readClientRequest(store, request, unknown)
    const token = findToken(store, required(parameters, 'token'))
    if (token?.client_id !== client.id) throw new AuthError(400, 'Invalid token')
    revokeToken(store, token)
    return new Response()
  },
}
