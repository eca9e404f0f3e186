import type { Store } from '../../engine/store.ts'
import { grantAuthorization, hasAuthorized } from '../../resources/accounts/authorizations/store.ts'
import { findUser, type StoredUser } from '../../resources/users/store.ts'
import { AuthError } from '../errors.ts'
import { userToken } from '../grants/user-token.ts'
import { listAccounts, loggedInUser, logIn } from '../pages/accounts.ts'
import { refuseCrossSiteForm } from '../pages/csrf.ts'
import { consentPage } from '../pages/pages.ts'
import { type Parameters, required } from '../parameters.ts'
import { type AuthorizationRequest, readAuthorizationRequest } from './authorization-request.ts'
import { grantedLocation, refusedLocation } from './authorization-response.ts'
import { readClientRequest } from './client-request.ts'
import { type Endpoint, issuerOf, redirect } from './endpoint.ts'
import { answerGrant } from './token.ts'

/**
 * GET /authorize: asks the user, or sends the browser back at once if that user has granted the scopes before.
 * HEAD grants nothing: it is answered with the headers of the page.
 * Source: https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/
 */
export const authorize: Endpoint = {
  method: 'GET',
  path: '/authorize',
  async handler(store, request) {
    const isHead = request.method === 'HEAD'
    const asked = await readClientRequest(store, request)
    const { search, ...parameters } = asked.parameters
    const wanted = readAuthorizationRequest(asked)
    const user = loggedInUser(store, request.headers)
    const known = user && hasAuthorized(store, { ...wanted, client_id: wanted.client.id, user_id: user.id })
    if (known && !wanted.force_verify && search === undefined && !isHead) {
      return redirect(grantedLocation(store, issuerOf(request), wanted, user.id))
    }
    return consentPage({ ...wanted, accounts: listAccounts(store, search, user), parameters })
  },
}

/**
 * POST /authorize: the user's decision, as the page sends it; a test may send the same form without the page: the
 * parameters of GET /authorize with `user_id` and `decision` (`authorize` or `cancel`). Without `response_type` it is
 * the mock's documented grant `user_token`.
 */
export const decide: Endpoint = {
  method: 'POST',
  path: '/authorize',
  async handler(store, request) {
    const asked = await readClientRequest(store, request)
    const { parameters } = asked
    const issuer = issuerOf(request)
    if (!parameters.response_type) return answerGrant(store, [userToken], asked, issuer)
    refuseCrossSiteForm(request)
    const wanted = readAuthorizationRequest(asked)
    if (!isApproval(parameters)) return redirect(deniedLocation(wanted))
    const user = chosenUser(store, parameters)
    const location = store.transaction(() => {
      const { client, scopes } = wanted
      grantAuthorization(store, { client_id: client.id, user_id: user.id, scopes })
      return grantedLocation(store, issuer, wanted, user.id)
    })
    return redirect(location, logIn(user))
  },
}

/**
 * Whether the user said yes on a consent page.
 *
 * @throws AuthError 400 for neither yes nor no
 */
export function isApproval(parameters: Parameters): boolean {
  const decision = required(parameters, 'decision')
  if (decision !== 'authorize' && decision !== 'cancel') throw new AuthError(400, 'invalid decision')
  return decision === 'authorize'
}

/**
 * The user that was chosen on a consent page.
 *
 * @throws AuthError 400 if no user was chosen
 */
export function chosenUser(store: Store, parameters: Parameters): StoredUser {
  const user = findUser(store, required(parameters, 'user_id'))
  if (!user) throw new AuthError(400, 'invalid user id')
  return user
}

const deniedLocation = ({ redirect_uri, state }: AuthorizationRequest) =>
  refusedLocation(redirect_uri, state, 'access_denied', 'The user denied you access')
