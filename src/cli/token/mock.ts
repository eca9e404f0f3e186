import { getJson, type IdentityProvider, membersOf, type OAuthClient, postForm } from '../../oauth/client.ts'
import { NetworkFault } from '../../oauth/errors.ts'
import { readToken, type Token } from '../../oauth/token.ts'
import { CliError } from '../errors.ts'

/** A client of the mock server: the one with the id, or the first that is not an extension. */
export async function mockClient(
  provider: IdentityProvider,
  mock: string,
  id?: string,
): Promise<{ clientId: string; clientSecret?: string }> {
  const clients = await list(provider, mock, 'clients')
  const usual = clients.find(({ IsExtension }) => !IsExtension) ?? clients[0]
  const client = id ? clients.find(({ ID }) => ID === id) : usual
  if (client) return { clientId: String(client.ID), clientSecret: String(client.Secret ?? '') || undefined }
  if (id) throw new CliError(`the mock server has no client ${id}`, `see ${mock}/units/clients`)
  throw new CliError('the mock server has no clients', 'run "twitch mock-api generate"')
}

/** A token of a mock user without a page: POST /auth/authorize, as documented for the mock server. */
export async function mockUserToken(
  client: OAuthClient,
  mock: string,
  { user, scopes }: { user?: string; scopes: readonly string[] },
): Promise<Token> {
  const answer = await postForm({ ...client, authUrl: mock }, '/auth/authorize', {
    client_id: client.clientId,
    client_secret: client.clientSecret,
    grant_type: 'user_token',
    user_id: user ?? (await firstUser(client, mock)),
    scope: scopes.join(' '),
  })
  return readToken(answer, client.now())
}

async function firstUser(provider: IdentityProvider, mock: string): Promise<string> {
  const [user] = await list(provider, mock, 'users')
  if (user) return String(user.id)
  throw new CliError('the mock server has no users', 'run "twitch mock-api generate"')
}

/** The first rows of a listing under /units. */
async function list(
  provider: IdentityProvider,
  mock: string,
  name: string,
): Promise<Record<string, unknown>[]> {
  try {
    const { data } = membersOf(await getJson({ ...provider, authUrl: mock }, `/units/${name}`, {}))
    return Array.isArray(data) ? data.map(membersOf) : []
  } catch (error) {
    if (!(error instanceof NetworkFault)) throw error
    throw new CliError(
      `no mock server answers at ${mock}`,
      'start it with "twitch mock-api start", or give --mock=URL',
    )
  }
}
