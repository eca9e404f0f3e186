import type { Scope } from '../../twitch/scopes.ts'
import type { Store } from '../engine/store.ts'
import { forbidden, type HelixError, unauthorized } from '../http/errors.ts'
import { type AccessToken, findToken } from '../resources/accounts/store.ts'
import { isModerator } from '../resources/moderation/moderators/store.ts'
import { type AppGrant, documentedGrant, mayBeBotIn, requireGrant } from './app-grant.ts'
import { type ExtensionClaims, verifyExtensionJwt } from './extension-jwt.ts'

/** The requirements of an operation on its caller, from which they are enforced, typed and documented. */
export interface Auth {
  /** The kind of access token, where `any` takes both kinds, or `jwt` for that of an extension's backend. */
  token: 'user' | 'app' | 'any' | 'jwt'
  /** A user access token must carry one of these. */
  scopes?: readonly Scope[]
  /** With `token: 'user'`: also take an app access token whose client has this grant of the user in `userParam`. */
  appGrant?: AppGrant
  /** The parameter that must be the ID of the token's user. Whether it is in the query or the body, contracts say. */
  userParam?: string
  /** The status for another user's ID: 401, unless the documentation has 403. */
  userParamStatus?: 401 | 403
  /** The query parameter with the channel that the token's user must own or moderate. */
  moderatorOf?: string
  /** The parameter that must be the caller's own client ID, which is the ID of the extension. */
  clientParam?: string
  /** The parameter that must be the channel of the JWT. */
  channelParam?: string
}

/** The caller of an operation. */
export interface Caller {
  client_id: string
  /** The token's user; empty for an app access token. */
  user_id: string
  /** The user for whom the call is made: the token's user, or the one whose grant the app uses. Empty if none. */
  actor_id: string
  scopes: readonly string[]
  /** The claims of the JWT, if the caller is the backend of an extension. */
  claims?: ExtensionClaims
}

/**
 * Finds the caller and checks the token: kind, scopes, owner.
 * Messages: https://dev.twitch.tv/docs/api/reference and recordings of client libraries.
 *
 * @throws HelixError 401 (or `userParamStatus`)
 */
export function authenticate(
  store: Store,
  auth: Auth,
  headers: Headers,
  parameter: (name: string) => unknown,
): Caller {
  if (auth.token === 'jwt') return authenticateExtension(store, auth, headers, parameter)
  const { client_id, user_id, scopes } = requireToken(store, auth, headers)
  const named = auth.userParam && parameter(auth.userParam)
  const owner = isText(named) ? named : ''
  if (auth.userParam && user_id && owner && owner !== user_id) {
    throw mismatch(auth.userParam, auth.userParamStatus)
  }
  const isGranted = auth.appGrant !== undefined && user_id === '' && owner !== ''
  if (isGranted) requireGrant(store, auth.appGrant!, auth.scopes ?? [], { client_id, user_id: owner })
  const client = auth.clientParam && parameter(auth.clientParam)
  if (isText(client) && client !== client_id) {
    throw unauthorized(
      `The ID in the ${auth.clientParam} query parameter must match the client ID in the access token.`,
    )
  }
  return { client_id, user_id, actor_id: isGranted ? owner : user_id, scopes }
}

/** Whether a parameter is a text and not empty. Other values are left for the validation, which refuses them. */
const isText = (value: unknown): value is string => typeof value === 'string' && value !== ''

/** The access token, if it is of the right kind and carries a scope of the operation. */
function requireToken(store: Store, { token: kind, appGrant, scopes }: Auth, headers: Headers): AccessToken {
  const token = bearerToken(store, headers)
  const isApp = token.user_id === ''
  if (kind === 'user' && isApp && !appGrant) throw unauthorized('Must provide a valid user access token.')
  if (kind === 'app' && !isApp) throw unauthorized('Must provide valid app token.')
  if (scopes && !isApp && !scopes.some((scope) => token.scopes.includes(scope))) {
    throw unauthorized(`Missing scope: ${scopes.join(' or ')}`)
  }
  return token
}

function authenticateExtension(
  store: Store,
  auth: Auth,
  headers: Headers,
  parameter: (name: string) => unknown,
): Caller {
  const { extension_id, ...claims } = verifyExtensionJwt(store, headers)
  const extension = auth.clientParam && parameter(auth.clientParam)
  if (isText(extension) && extension !== extension_id) throw unauthorized('The JWT token is not valid.')
  const channel = auth.channelParam && parameter(auth.channelParam)
  if (isText(channel) && channel !== claims.channel_id) {
    throw unauthorized(
      `The ID in the ${auth.channelParam} query parameter must match the channel_id claim in the JWT.`,
    )
  }
  return { client_id: extension_id, user_id: claims.user_id, actor_id: claims.user_id, scopes: [], claims }
}

/**
 * Checks, once the parameters are valid, that the caller moderates the channel.
 *
 * @throws HelixError 403
 */
export function authorize(store: Store, auth: Auth, caller: Caller, query: Record<string, unknown>): void {
  const { client_id, user_id, actor_id } = caller
  if (!auth.moderatorOf || actor_id === '') return
  const broadcasterId = String(query[auth.moderatorOf])
  const asBot = auth.appGrant === 'bot' && user_id === ''
  if (asBot && mayBeBotIn(store, broadcasterId, { client_id, user_id: actor_id })) return
  if (isModerator(store, broadcasterId, actor_id)) return
  throw forbidden(
    `The user in ${auth.userParam ?? 'the access token'} is not one of the broadcaster's moderators.`,
  )
}

/** The requirements as OpenAPI; `x-caller` names the parameters that must be the caller's own. */
export function documented({ token, scopes = [], appGrant, userParam, clientParam, channelParam }: Auth) {
  const kinds = token === 'any' || appGrant ? (['app', 'user'] as const) : [token]
  const callerParams = { user: userParam, client: clientParam, channel: channelParam }
  return {
    security: kinds.map((kind) => ({ [kind]: kind === 'user' ? [...scopes] : [], client_id: [] })),
    'x-caller': callerParams,
    ...(appGrant && userParam && { description: documentedGrant(appGrant, scopes, userParam) }),
  }
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
