import { configFile, readStored } from '../../config.ts'
import { type IdentityProvider, identityProvider, type OAuthClient } from '../../oauth/client.ts'
import { type Credentials, storeClientId, storeCredentials } from '../credentials.ts'
import { CliError } from '../errors.ts'
import { notice } from '../output.ts'
import { isInteractive } from '../prompt.ts'
import { mockCredentials } from './mock.ts'
import type { TokenRequest } from './request.ts'

/** Whether a grant requires the secret, uses it if there is one, or never uses it. */
export type SecretUse = 'needed' | 'optional' | 'unused'

/**
 * The client of a request: from the flags, the environment, the settings, the mock server, or prompts.
 *
 * @throws CliError without a client and a terminal to prompt on; OAuthError if the mock server does not answer
 */
export async function actingClient(
  request: TokenRequest,
  provider: IdentityProvider,
  secretUse: SecretUse,
): Promise<OAuthClient> {
  const found = request.mock ? await mockCredentials(provider, request.mock, request) : credentialsOf(request)
  const isEnough = found.clientId && (found.clientSecret || secretUse !== 'needed')
  const { clientId = '', clientSecret } = isEnough ? found : await configured(request, found, secretUse)
  return { ...provider, clientId, clientSecret: secretUse === 'unused' ? undefined : clientSecret }
}

/** The identity provider of a request, with the signal that aborts its requests. */
export function providerOf({ authUrl }: TokenRequest, signal: AbortSignal): IdentityProvider {
  return identityProvider(authUrl, { signal })
}

/** The known credentials. A secret is used only with the Client ID that it was set with. */
function credentialsOf({ clientId, clientSecret, environment, file }: TokenRequest): Credentials {
  const sources = [
    { CLIENTID: clientId, CLIENTSECRET: clientSecret },
    environment,
    file ? readStored(file) : {},
  ]
  const id = sources.find(({ CLIENTID }) => CLIENTID)?.CLIENTID
  const source = sources.find(({ CLIENTID, CLIENTSECRET }) => CLIENTSECRET && (CLIENTID || id) === id)
  return { clientId: id, clientSecret: source?.CLIENTSECRET }
}

/** Prompts for credentials and stores them, unless a flag or variable names another Client ID. */
async function configured(
  request: TokenRequest,
  { clientId }: Credentials,
  secretUse: SecretUse,
): Promise<Credentials> {
  if (clientId && (!request.file || clientId !== readStored(request.file).CLIENTID)) {
    throw new CliError(`no Client Secret for the Client ID ${clientId}`, 'give --secret')
  }
  const nothing = 'No Client ID or Secret found in configuration.'
  if (!isInteractive()) {
    const flags = secretUse === 'needed' ? '--client-id and --secret' : '--client-id'
    throw new CliError(
      `${nothing} There is no terminal to ask on`,
      `give ${flags}, or ${request.file ? 'run "twitch configure" first' : '--config FILE: no home is set'}`,
    )
  }
  const file = request.file ?? configFile(undefined)
  notice(`${nothing} Triggering configuration now.`)
  await (secretUse === 'needed' ? storeCredentials(file, {}) : storeClientId(file))
  return credentialsOf(request)
}
