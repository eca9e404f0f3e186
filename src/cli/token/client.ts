import { readStored } from '../../config.ts'
import { type IdentityProvider, identityProvider, type OAuthClient } from '../../oauth/client.ts'
import { storeClientId, storeCredentials } from '../credentials.ts'
import { CliError } from '../errors.ts'
import { notice } from '../output.ts'
import { isInteractive } from '../prompt.ts'
import { mockClient } from './mock.ts'
import type { TokenRequest } from './request.ts'

/** Whether a grant needs the secret, can use it, or does without: then public clients have it, too. */
export type SecretUse = 'needed' | 'optional' | 'unused'

/**
 * The client that acts: from the flags, the environment, the settings, the mock server, or the person's answers.
 *
 * @throws CliError when there is none and nobody can be asked
 */
export async function actingClient(
  request: TokenRequest,
  secretUse: SecretUse,
  provider: IdentityProvider,
): Promise<OAuthClient> {
  const found = request.mock ? await mockCredentials(request, provider) : credentialsOf(request)
  const clientId = found.clientId
  const clientSecret = secretUse === 'unused' ? undefined : found.clientSecret
  if (clientId && (clientSecret || secretUse !== 'needed')) return { ...provider, clientId, clientSecret }
  return { ...provider, ...(await configured(request, found, secretUse)) }
}

export function providerOf(request: TokenRequest, signal: AbortSignal): IdentityProvider {
  return identityProvider(request.authUrl, { signal })
}

interface Found {
  clientId?: string
  clientSecret?: string
}

/** A secret belongs to the Client ID that it was set with: that of one application is never sent for another. */
function credentialsOf({ clientId, clientSecret, settings, stored }: TokenRequest): Found {
  const id = clientId ?? settings.CLIENTID
  if (clientSecret) return { clientId: id, clientSecret }
  const fromFile = settings.CLIENTSECRET === stored.CLIENTSECRET
  const idFromFile = settings.CLIENTID === stored.CLIENTID
  // A secret of the environment without a Client ID beside it serves whichever is used.
  const owner = fromFile ? stored.CLIENTID : idFromFile ? id : settings.CLIENTID
  return { clientId: id, clientSecret: owner === id ? settings.CLIENTSECRET : undefined }
}

async function mockCredentials(
  { mock, clientId, clientSecret }: TokenRequest,
  provider: IdentityProvider,
): Promise<Found> {
  if (clientId && clientSecret) return { clientId, clientSecret }
  const client = await mockClient(provider, mock ?? '', clientId)
  return { clientId: client.clientId, clientSecret: clientSecret ?? client.clientSecret }
}

/** Nothing is asked for a Client ID that was given by hand, since the answer would be stored for another. */
async function configured(
  request: TokenRequest,
  { clientId }: Found,
  secretUse: SecretUse,
): Promise<{ clientId: string; clientSecret?: string }> {
  if (clientId && clientId !== request.stored.CLIENTID) {
    throw new CliError(`no Client Secret for the Client ID ${clientId}`, 'give --secret')
  }
  const needsSecret = secretUse === 'needed'
  const nothing = 'No Client ID or Secret found in configuration.'
  if (!isInteractive()) {
    const flags = needsSecret ? '--client-id and --secret' : '--client-id'
    throw new CliError(
      `${nothing} There is no terminal to ask on`,
      `give ${flags}, or run "twitch configure" first`,
    )
  }
  notice(`${nothing} Triggering configuration now.`)
  if (needsSecret) await storeCredentials(request.file, {})
  else await storeClientId(request.file)
  const { CLIENTID = '', CLIENTSECRET } = readStored(request.file)
  return {
    clientId: CLIENTID,
    clientSecret: needsSecret ? (request.clientSecret ?? CLIENTSECRET) : undefined,
  }
}
