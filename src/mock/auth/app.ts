import { Elysia } from 'elysia'
import { isScope, parseScopes } from '../../twitch/scopes.ts'
import { findUser } from '../helix/users/store.ts'
import type { Store } from '../store/store.ts'
import { AuthError } from './errors.ts'
import { type Parameters, readParameters, required } from './parameters.ts'
import {
  type AccessToken,
  type Client,
  findClient,
  findToken,
  issueToken,
  TOKEN_LIFETIME_MS,
} from './store.ts'

/** The identity provider, mounted at /auth. */
export function authApp(store: Store) {
  return new Elysia({ prefix: '/auth' })
    .onError(({ error, set }) => {
      if (!(error instanceof AuthError)) return
      set.status = error.status
      return error.body
    })
    .post('/authorize', async ({ request }) => userToken(store, await readParameters(request)))
    .post('/token', async ({ request }) => appToken(store, await readParameters(request)))
    .get('/validate', ({ request }) => validate(store, request.headers))
}

function userToken(store: Store, parameters: Parameters) {
  const client = authenticateClient(store, parameters)
  if (required(parameters, 'grant_type') !== 'user_token') throw new AuthError(400, 'invalid grant type')
  const user = findUser(store, required(parameters, 'user_id'))
  if (!user) throw new AuthError(400, 'invalid user id')
  const scopes = parseScopes(parameters.scope ?? '')
  const unknown = scopes.find((scope) => !isScope(scope))
  if (unknown) throw new AuthError(400, `invalid scope requested: '${unknown}'`)
  return granted(issueToken(store, { client_id: client.id, user_id: user.id, scopes }))
}

function appToken(store: Store, parameters: Parameters) {
  const client = authenticateClient(store, parameters)
  if (required(parameters, 'grant_type') !== 'client_credentials')
    throw new AuthError(400, 'invalid grant type')
  return granted(issueToken(store, { client_id: client.id }))
}

function authenticateClient(store: Store, parameters: Parameters): Client {
  const client = findClient(store, required(parameters, 'client_id'))
  if (!client) throw new AuthError(400, 'invalid client')
  if (client.secret !== required(parameters, 'client_secret'))
    throw new AuthError(403, 'invalid client secret')
  return client
}

function granted({ token, scopes }: AccessToken) {
  return {
    access_token: token,
    refresh_token: '',
    expires_in: TOKEN_LIFETIME_MS / 1000 - 1,
    scope: scopes,
    token_type: 'bearer',
  }
}

function validate(store: Store, headers: Headers) {
  const authorization = headers.get('authorization')
  if (!authorization) throw new AuthError(401, 'missing authorization token')
  const [, value] = /^(?:OAuth|Bearer) +(\S+)$/i.exec(authorization) ?? []
  const token = value && findToken(store, value)
  if (!token) throw new AuthError(401, 'invalid access token')
  const user = findUser(store, token.user_id)
  return {
    client_id: token.client_id,
    ...(user && { login: user.login }),
    scopes: token.scopes.length ? token.scopes : null,
    ...(user && { user_id: user.id }),
    expires_in: Math.floor((token.expires_at - store.now().getTime()) / 1000),
  }
}
