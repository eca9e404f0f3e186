import type { Scope } from '../../twitch/scopes.ts'
import type { Store } from '../engine/store.ts'
import { forbidden, type HelixError, unauthorized } from '../http/errors.ts'
import { type AccessToken, findToken } from '../resources/accounts/store.ts'
import { isModerator } from '../resources/moderation/moderators/store.ts'
import { type ExtensionClaims, verifyExtensionJwt } from './extension-jwt.ts'

/** What an operation demands of its caller; it is enforced, typed and documented from here. */
export interface Auth {
  /** The kind of access token; `any` takes both. Or the JWT of an extension's backend. */
  token: 'user' | 'app' | 'any' | 'jwt'
  /** A user access token must carry one of these. */
  scopes?: readonly Scope[]
  /** The parameter, of the query or the body, that must be the ID of the token's user. */
  userParam?: string
  /** Where the documentation has 403 rather than 401 for somebody else's ID. */
  userParamStatus?: 401 | 403
  /** The query parameter with the channel that the token's user must own or moderate. */
  moderatorOf?: string
  /** The parameter, of the query or the body, that must be the ID of the caller's own client: an extension's. */
  clientParam?: string
  /** The query parameter that must be the channel of the JWT. */
  channelParam?: string
}

/** Who asks. */
export interface Caller {
  client_id: string
  /** The token's user; empty for an app access token. */
  user_id: string
  scopes: readonly string[]
  /** What the backend of an extension says of itself. */
  claims?: ExtensionClaims
}

interface Given {
  headers: Headers
  query: Record<string, unknown>
  body: unknown
}

/**
 * Finds the caller and checks the token: kind, scopes, owner.
 * Sentences: https://dev.twitch.tv/docs/api/reference and what client libraries have recorded.
 *
 * @throws HelixError 401 (or `userParamStatus`)
 */
export function authenticate(store: Store, auth: Auth, { headers, query, body }: Given): Caller {
  const parameter = (name: string) => query[name] ?? (body as Record<string, unknown> | undefined)?.[name]
  if (auth.token === 'jwt') return authenticateExtension(store, auth, headers, parameter)
  const token = bearerToken(store, headers)
  if (auth.token === 'user' && token.user_id === '')
    throw unauthorized('Must provide a valid user access token.')
  if (auth.token === 'app' && token.user_id !== '') throw unauthorized('Must provide valid app token.')
  if (auth.scopes && token.user_id !== '' && !auth.scopes.some((scope) => token.scopes.includes(scope))) {
    throw unauthorized(`Missing scope: ${auth.scopes.join(' or ')}`)
  }
  const owner = auth.userParam && token.user_id !== '' && parameter(auth.userParam)
  if (auth.userParam && owner && owner !== token.user_id) throw mismatch(auth.userParam, auth.userParamStatus)
  const client = auth.clientParam && parameter(auth.clientParam)
  if (client && client !== token.client_id) {
    throw unauthorized(
      `The ID in the ${auth.clientParam} query parameter must match the client ID in the access token.`,
    )
  }
  return { client_id: token.client_id, user_id: token.user_id, scopes: token.scopes }
}

function authenticateExtension(
  store: Store,
  auth: Auth,
  headers: Headers,
  parameter: (name: string) => unknown,
): Caller {
  const { extension_id, ...claims } = verifyExtensionJwt(store, headers)
  const extension = auth.clientParam && parameter(auth.clientParam)
  if (extension && extension !== extension_id) throw unauthorized('The JWT token is not valid.')
  const channel = auth.channelParam && parameter(auth.channelParam)
  if (channel && channel !== claims.channel_id) {
    throw unauthorized(
      `The ID in the ${auth.channelParam} query parameter must match the channel_id claim in the JWT.`,
    )
  }
  return { client_id: extension_id, user_id: claims.user_id, scopes: [], claims }
}

/**
 * Checks what needs valid parameters: that the caller has the channel's moderator role.
 *
 * @throws HelixError 403
 */
export function authorize(store: Store, auth: Auth, caller: Caller, query: Record<string, unknown>): void {
  if (!auth.moderatorOf || caller.user_id === '') return
  const broadcasterId = String(query[auth.moderatorOf])
  if (isModerator(store, broadcasterId, caller.user_id)) return
  throw forbidden(
    `The user in ${auth.userParam ?? 'the access token'} is not one of the broadcaster's moderators.`,
  )
}

/** What the declaration says in OpenAPI. */
export function documented({ token, scopes = [] }: Auth) {
  const kinds = token === 'any' ? (['app', 'user'] as const) : [token]
  return { security: kinds.map((kind) => ({ [kind]: kind === 'user' ? [...scopes] : [], client_id: [] })) }
}

function bearerToken(store: Store, headers: Headers): AccessToken {
  const authorization = headers.get('authorization')
  if (!authorization) throw unauthorized('OAuth token is missing')
  const [, value] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  const token = value && findToken(store, value)
  if (!token) throw unauthorized('Invalid OAuth token')
  if (headers.get('client-id') !== token.client_id)
    throw unauthorized('Client ID and OAuth token do not match')
  return token
}

function mismatch(parameter: string, status: 401 | 403 = 401): HelixError {
  const message = `The ID in ${parameter} must match the user ID found in the request's OAuth token.`
  return status === 403 ? forbidden(message) : unauthorized(message)
}
