import { revokeAuthorization } from '../../resources/accounts/store.ts'
import { refuseCrossSiteForm } from '../csrf.ts'
import { AuthError } from '../errors.ts'
import { readParameters, required } from '../parameters.ts'
import type { Endpoint } from './endpoint.ts'
import { identifyClient } from './token.ts'

/**
 * POST /disconnect: what a user does on Twitch's page of connected apps. All that the app has for `user_id` is void, and
 * user.authorization.revoke is announced. The mock's own endpoint.
 */
export const disconnect: Endpoint = {
  method: 'POST',
  path: '/disconnect',
  async handler(store, request) {
    refuseCrossSiteForm(request)
    const parameters = await readParameters(request)
    const { id } = identifyClient(store, parameters)
    if (!revokeAuthorization(store, id, required(parameters, 'user_id'))) {
      throw new AuthError(404, 'the user has not connected this client')
    }
    return new Response()
  },
}
