import type { IdentityProvider, OAuthClient } from '../../oauth/client.ts'
import { clientCredentials } from '../../oauth/client-credentials.ts'
import { OAuthError } from '../../oauth/errors.ts'
import { refresh } from '../../oauth/refresh.ts'
import { revoke } from '../../oauth/revoke.ts'
import type { Token } from '../../oauth/token.ts'
import { validate } from '../../oauth/validate.ts'
import { CliError, ExitCode } from '../errors.ts'
import { log } from '../log.ts'
import { notice } from '../output.ts'
import { actingClient, providerOf } from './client.ts'
import { explained } from './failures.ts'
import { mockUserToken } from './mock.ts'
import type { TokenRequest } from './request.ts'
import { printRevocation, printToken, printValidation, type TokenForm } from './results.ts'
import { forgetToken, rememberToken } from './stored.ts'
import { tokenByBrowser, tokenByDevice } from './user.ts'

/**
 * Runs the action of a request; Ctrl+C closes everything and exits with the status of an interrupt.
 *
 * @throws CliError, ConfigError
 */
export async function runToken(request: TokenRequest): Promise<void> {
  const interruption = new AbortController()
  const interrupt = (signal: 'SIGINT' | 'SIGTERM') =>
    interruption.abort(new CliError('interrupted', undefined, ExitCode[signal]))
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt)
  if (request.warning) notice(request.warning)
  try {
    await act(request, providerOf(request, interruption.signal))
  } catch (error) {
    throw error instanceof OAuthError ? explained(error, request) : error
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt)
  }
}

function act(request: TokenRequest, provider: IdentityProvider): Promise<void> {
  const { action } = request
  switch (action.kind) {
    case 'validate':
      return validateToken(request, provider, action.token)
    case 'revoke':
      return revokeToken(request, provider, action.token)
    case 'refresh':
      return refreshToken(request, provider, action.token)
    case 'app':
      return appToken(request, provider)
    case 'user':
      return userToken(request, provider)
    case 'device':
      return deviceToken(request, provider)
  }
}

async function validateToken(
  request: TokenRequest,
  provider: IdentityProvider,
  token: string,
): Promise<void> {
  printValidation(await validate(provider, token), request.json)
}

async function revokeToken(request: TokenRequest, provider: IdentityProvider, token: string): Promise<void> {
  const client = await actingClient(request, provider, 'unused')
  await revoke(client, token)
  printRevocation(token, request.json)
  forgetToken(request, client.clientId, token)
}

async function refreshToken(request: TokenRequest, provider: IdentityProvider, token: string): Promise<void> {
  const client = await actingClient(request, provider, 'optional')
  const refreshed = await refresh(client, token)
  log.info('Successfully refreshed Access Token.')
  deliver(request, client, refreshed, { label: 'Access Token', stamp: 'every' })
}

async function appToken(request: TokenRequest, provider: IdentityProvider): Promise<void> {
  const client = await actingClient(request, provider, 'needed')
  const token = await clientCredentials(client)
  log.info('Successfully generated App Access Token.')
  deliver(request, client, token, { label: 'App Access Token', stamp: 'first' })
}

async function userToken(request: TokenRequest, provider: IdentityProvider): Promise<void> {
  const client = await actingClient(request, provider, 'needed')
  const { mock } = request
  const token = await (mock ? mockUserToken(client, mock, request) : tokenByBrowser(client, request))
  log.info('Successfully generated User Access Token.')
  deliver(request, client, token, { label: 'User Access Token', stamp: 'first' })
}

async function deviceToken(request: TokenRequest, provider: IdentityProvider): Promise<void> {
  const client = await actingClient(request, provider, 'unused')
  const token = await tokenByDevice(client, request)
  log.info('Successfully generated User Access Token.')
  deliver(request, client, token, { label: 'User Access Token', stamp: 'every' })
}

/** Prints a token, then stores it, even if printing failed: neither failure may lose the token. */
function deliver(request: TokenRequest, client: OAuthClient, token: Token, form: TokenForm): void {
  try {
    printToken(token, form, request.json)
  } finally {
    rememberToken(request, client.clientId, token)
  }
}
