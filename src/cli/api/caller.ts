import { readConfig, readEnvironment } from '../../config.ts'
import type { OAuthClient } from '../../oauth/client.ts'
import { clientCredentials } from '../../oauth/client-credentials.ts'
import { OAuthError } from '../../oauth/errors.ts'
import { refresh } from '../../oauth/refresh.ts'
import type { Token as NewToken } from '../../oauth/token.ts'
import { parseScopes, scopeDescriptions } from '../../twitch/scopes.ts'
import { TWITCH_API_URL } from '../../twitch/urls.ts'
import { CliError } from '../errors.ts'
import { log } from '../log.ts'
import { actingClient, providerOf } from '../token/client.ts'
import { explained } from '../token/failures.ts'
import type { TokenFlags } from '../token/flags.ts'
import { mockUserToken } from '../token/mock.ts'
import { type TokenRequest, tokenRequest } from '../token/request.ts'
import { rememberToken } from '../token/stored.ts'
import { httpUrl } from '../values.ts'
import type { ApiFlags } from './flags.ts'

/** The credentials of a call, and the server. */
export interface Caller {
  /** The base of Helix, without a slash at the end. */
  url: string
  clientId: string
  token: string
  /** The scopes of the token, as far as they are known. */
  scopes: readonly string[]
  /** The base of the mock server, if the call goes there. */
  mock?: string
}

const UNTIL_GIVEN_UP_MS = 60_000

/**
 * The caller by the flags: for the mock server with a token of every scope, for Twitch with the stored token, which is
 * refreshed if it has expired.
 *
 * @throws CliError, ConfigError
 */
export async function callerOf(flags: ApiFlags): Promise<Caller> {
  if (flags.user !== undefined && flags.mock === undefined)
    throw new CliError('--user is a user of the mock server', 'give --mock, too')
  if (flags.mock !== undefined) return mockCaller(httpUrl(flags.mock, '--mock'), flags)
  const url = httpUrl(readConfig(fileOf(flags)).BASE_URL ?? TWITCH_API_URL, 'TWITCH_BASE_URL')
  return {
    url,
    ...(await (flags.app ? fetched({ config: flags.config }, clientCredentials) : storedToken(flags))),
  }
}

const fileOf = ({ config }: ApiFlags) => tokenRequest({ config }).file

type Token = Pick<Caller, 'clientId' | 'token' | 'scopes'>

async function mockCaller(mock: string, { config, app, user }: ApiFlags): Promise<Caller> {
  const scopes = Object.keys(scopeDescriptions).join(' ')
  const token = app
    ? await fetched({ config, mock }, clientCredentials)
    : await fetched({ config, mock, 'user-token': true, user, scopes }, (client, request) =>
        mockUserToken(client, mock, request),
      )
  return { url: `${mock}/mock`, mock, ...token }
}

async function storedToken(flags: ApiFlags): Promise<Token> {
  const { config } = flags
  const settings = readConfig(fileOf(flags))
  const { CLIENTID = '', ACCESSTOKEN, REFRESHTOKEN, TOKENEXPIRATION, TOKENSCOPES = '' } = settings
  const scopes = parseScopes(TOKENSCOPES.replace(/^\[|\]$/g, ''))
  const isGiven = readEnvironment().ACCESSTOKEN !== undefined
  const hasExpired = !isGiven && Date.parse(TOKENEXPIRATION ?? '') <= Date.now()
  if (ACCESSTOKEN && !hasExpired) {
    if (CLIENTID) return { clientId: CLIENTID, token: ACCESSTOKEN, scopes }
    throw new CliError('no Client ID belongs to the token', 'set TWITCH_CLIENTID, or run "twitch configure"')
  }
  if (REFRESHTOKEN) {
    const flags = { config, refresh: REFRESHTOKEN }
    const token = await fetched(flags, (client) => refresh(client, REFRESHTOKEN), 'stored')
    log.info('Refreshed the Access Token, which had expired.')
    return token
  }
  if (ACCESSTOKEN && scopes.length > 0)
    throw new CliError('the stored token has expired', `${tokenCommand(scopes)} gets another`)
  if (!CLIENTID || !settings.CLIENTSECRET)
    throw new CliError('there is no token', 'run "twitch token" first, or call the mock server with --mock')
  // Without a stored token, an app token is fetched, as by the official CLI, since it needs no person.
  const token = await fetched({ config }, clientCredentials, 'stored')
  log.info('Fetched an App Access Token.')
  return token
}

type Grant = (client: OAuthClient, request: TokenRequest) => Promise<NewToken>

/** Fetches a token from the identity provider, for this call only or to store for the next ones. */
async function fetched(flags: TokenFlags, grant: Grant, use: 'once' | 'stored' = 'once'): Promise<Token> {
  const request = tokenRequest(flags)
  try {
    const provider = providerOf(request, AbortSignal.timeout(UNTIL_GIVEN_UP_MS))
    const client = await actingClient(request, provider, flags.refresh ? 'optional' : 'needed')
    const token = await grant(client, request)
    if (use === 'stored') rememberToken(request, client.clientId, token)
    return { clientId: client.clientId, token: token.accessToken, scopes: token.scopes }
  } catch (error) {
    throw error instanceof OAuthError ? explained(error, request) : error
  }
}

/** The command that gets a user token with scopes. */
export function tokenCommand(scopes: readonly string[], mock?: string): string {
  return `twitch token ${mock ? `--mock=${mock} ` : ''}-u -s "${[...new Set(scopes)].join(' ')}"`
}
