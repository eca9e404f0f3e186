import type { Scope } from '../../twitch/scopes.ts'
import type { Store } from '../engine/store.ts'
import { forbidden, type HelixError, unauthorized } from '../http/errors.ts'
import { type AccessToken, findToken } from '../resources/accounts/store.ts'
import { isModerator } from '../resources/moderation/moderators/store.ts'
import { type AppGrant, documentedGrant, mayBeBotIn, requireGrant } from './app-grant.ts'
import { type ExtensionClaims, verifyExtensionJwt } from './extension-jwt.ts'

/** What an operation demands of its caller; it is enforced, typed and documented from here. */
export interface Auth {
  /** The kind of access token; `any` takes both. Or the JWT of an extension's backend. */
  token: 'user' | 'app' | 'any' | 'jwt'
  /** A user access token must carry one of these. */
  scopes?: readonly Scope[]
  /** With `token: 'user'`: an app access token will do too, if the user in `userParam` has granted the client this. */
  appGrant?: AppGrant
  /**
   * The parameter that must be the ID of the token's user; the operation's contracts say where it is, as for all
   * below.
   */
  userParam?: string
  /** Where the documentation has 403 rather than 401 for somebody else's ID. */
  userParamStatus?: 401 | 403
  /** The query parameter with the channel that the token's user must own or moderate. */
  moderatorOf?: string
  /** The parameter that must be the ID of the caller's own client: an extension's. */
  clientParam?: string
  /** The parameter that must be the channel of the JWT. */
  channelParam?: string
}

/** Who asks. */
export interface Caller {
  client_id: string
  /** The token's user; empty for an app access token. */
  user_id: string
  /** In whose name it asks: the token's user, or the one who granted it to the app. Empty if there is none. */
  actor_id: string
  scopes: readonly string[]
  /** What the backend of an extension says of itself. */
  claims?: ExtensionClaims
}

/**
 * Finds the caller and checks the token: kind, scopes, owner.
 * Sentences: https://dev.twitch.tv/docs/api/reference and what client libraries have recorded.
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

/** What is no text, validation refuses. */
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
 * Checks what needs valid parameters: that the caller has the channel's moderator role.
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

/** What the declaration says in OpenAPI; `x-caller` names the parameters that must be the caller's own. */
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
