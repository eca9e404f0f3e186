import {
  NetworkFault,
  type OAuthError,
  PortInUse,
  RedirectError,
  RedirectTimeout,
  Refusal,
} from '../../oauth/errors.ts'
import { CliError } from '../errors.ts'
import { noMockServer } from '../mock-server.ts'
import type { TokenAction, TokenRequest } from './request.ts'

const ATTEMPTS: Readonly<Record<TokenAction['kind'], string>> = {
  app: 'could not get an App Access Token',
  user: 'could not get a User Access Token',
  device: 'could not get a User Access Token',
  validate: 'could not validate the token',
  revoke: 'could not revoke the token',
  refresh: 'could not refresh the token',
}

/** The error for a person: what was attempted, why it failed, and what to do about it. */
export function explained(error: OAuthError, { action, mock }: TokenRequest): CliError {
  if (error instanceof RedirectError) return new CliError(redirectText(error))
  if (error instanceof NetworkFault && mock) return noMockServer(mock)
  return new CliError(`${ATTEMPTS[action.kind]}: ${error.message}`, hintOf(error, action))
}

function hintOf(error: OAuthError, { kind }: TokenAction): string | undefined {
  if (error instanceof PortInUse) return 'choose another with -p, and register it as OAuth Redirect URL'
  if (error instanceof RedirectTimeout) return registration(error)
  if (error instanceof Refusal && error.reason === 'invalid device code') {
    return 'the request was denied, or its code was used or has expired'
  }
  if (error instanceof Refusal && kind === 'refresh' && /refresh token|invalid_grant/i.test(error.reason)) {
    return 'check that the Refresh Token is of the Client ID that is used, and was not used before'
  }
}

/** The message of a failed redirect, as in the documentation, which explains it. */
function redirectText(error: RedirectError): string {
  return error.code === 'redirect_mismatch' ? `${error.message}\n${registration(error)}` : error.message
}

/** The hint to register the redirect URI: otherwise the browser is redirected elsewhere, not to the listener. */
function registration({ redirectUri }: { redirectUri: string }): string {
  return `the first OAuth Redirect URL of the application must be ${redirectUri}, without a / at the end`
}
