import { revokeAuthorization } from '../../resources/accounts/store.ts'
import { AuthError } from '../errors.ts'
import { refuseCrossSiteForm } from '../pages/csrf.ts'
import { required } from '../parameters.ts'
import { readClientRequest } from './client-request.ts'
import type { Endpoint } from './endpoint.ts'

/**
 * POST /disconnect: disconnects an app, as a user does on Twitch's page of connected apps. It revokes all tokens that
 * the app has for `user_id`, and publishes user.authorization.revoke. Twitch has no such endpoint.
 */
export const disconnect: Endpoint = {
  method: 'POST',
  path: '/disconnect',
  async handler(store, request) {
    refuseCrossSiteForm(request)
    const { client, parameters } = await readClientRequest(store, request)
    if (!revokeAuthorization(store, client.id, required(parameters, 'user_id'))) {
      throw new AuthError(404, 'the user has not connected this client')
    }
    return new Response()
  },
}
