import type { OAuthClient } from '../../oauth/client.ts'
import { clientCredentials } from '../../oauth/client-credentials.ts'
import { refresh } from '../../oauth/refresh.ts'
import { revoke } from '../../oauth/revoke.ts'
import type { Token } from '../../oauth/token.ts'
import { validate } from '../../oauth/validate.ts'
import { CliError } from '../errors.ts'
import { log } from '../log.ts'
import { explained } from '../user-errors.ts'
import { actingClient, providerOf } from './client.ts'
import { mockUserToken } from './mock.ts'
import type { TokenRequest } from './request.ts'
import { printRevocation, printToken, printValidation, type TokenForm } from './results.ts'
import { forgetToken, rememberToken } from './stored.ts'
import { tokenByBrowser, tokenByDevice } from './user.ts'

/** Does what the command line asks for; Ctrl+C ends it as a failure, with everything closed. */
export async function runToken(request: TokenRequest): Promise<void> {
  const interruption = new AbortController()
  const interrupt = () => interruption.abort(new CliError('interrupted'))
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  try {
    await act(request, interruption.signal)
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function act(request: TokenRequest, signal: AbortSignal): Promise<void> {
  const { action } = request
  switch (action.kind) {
    case 'validate':
      return validateToken(request, action.token, signal)
    case 'revoke':
      return revokeToken(request, action.token, signal)
    case 'refresh':
      return refreshToken(request, action.token, signal)
    case 'app':
      return appToken(request, signal)
    default:
      return userToken(request, signal)
  }
}

async function validateToken(request: TokenRequest, token: string, signal: AbortSignal): Promise<void> {
  const validation = await explained(
    () => validate(providerOf(request, signal), token),
    'could not validate the token',
  )
  printValidation(validation, request.json)
}

async function revokeToken(request: TokenRequest, token: string, signal: AbortSignal): Promise<void> {
  const client = await actingClient(request, 'unused', providerOf(request, signal))
  await explained(() => revoke(client, token), 'could not revoke the token')
  printRevocation(token, request.json)
  forgetToken(request, client.clientId, token)
}

async function refreshToken(request: TokenRequest, token: string, signal: AbortSignal): Promise<void> {
  const client = await actingClient(request, 'optional', providerOf(request, signal))
  const owner = request.clientId ? 'the provided Client ID' : 'the configured Client ID'
  const hint = `check that the Refresh Token is valid for ${owner}`
  const refreshed = await explained(() => refresh(client, token), 'could not refresh the token', hint)
  log.info('Successfully refreshed Access Token.')
  deliver(request, client, refreshed, { label: 'Access Token', stamp: 'every' })
}

async function appToken(request: TokenRequest, signal: AbortSignal): Promise<void> {
  const client = await actingClient(request, 'needed', providerOf(request, signal))
  const token = await explained(() => clientCredentials(client), 'could not get an App Access Token')
  log.info('Successfully generated App Access Token.')
  deliver(request, client, token, { label: 'App Access Token', stamp: 'first' })
}

async function userToken(request: TokenRequest, signal: AbortSignal): Promise<void> {
  const byDevice = request.action.kind === 'device'
  const client = await actingClient(request, byDevice ? 'unused' : 'needed', providerOf(request, signal))
  const token = await explained(() => grantedByUser(request, client), 'could not get a User Access Token')
  log.info('Successfully generated User Access Token.')
  deliver(request, client, token, { label: 'User Access Token', stamp: byDevice ? 'every' : 'first' })
}

function grantedByUser(request: TokenRequest, client: OAuthClient): Promise<Token> {
  if (request.action.kind === 'device') return tokenByDevice(client, request)
  return request.mock ? mockUserToken(client, request.mock, request) : tokenByBrowser(client, request)
}

/** Shown before it is stored, so that no failure to write can lose a token. */
function deliver(request: TokenRequest, client: OAuthClient, token: Token, form: TokenForm): void {
  printToken(token, form, request.json)
  rememberToken(request, client.clientId, token)
}
