import { getJson, type IdentityProvider, membersOf, type OAuthClient, postForm } from '../../oauth/client.ts'
import { readToken, type Token } from '../../oauth/token.ts'
import type { Credentials } from '../credentials.ts'
import { CliError } from '../errors.ts'

/**
 * The mock server's client with the given ID, or its first one, with the secret.
 *
 * @throws CliError without such a client; OAuthError
 */
export async function mockCredentials(
  provider: IdentityProvider,
  mock: string,
  given: Credentials,
): Promise<Credentials> {
  if (given.clientId && given.clientSecret) return given
  const id = given.clientId
  const client = id ? await clientOf(provider, mock, id) : (await list(provider, mock, 'clients?first=1'))[0]
  if (client)
    return { clientId: String(client.ID), clientSecret: given.clientSecret ?? String(client.Secret) }
  if (id) throw new CliError(`the mock server has no client ${id}`, `see ${mock}/units/clients`)
  throw new CliError('the mock server has no clients', 'run "twitch mock-api generate"')
}

/** The client with an ID; an extension's client is listed with the extension. */
async function clientOf(provider: IdentityProvider, mock: string, id: string) {
  const query = `?id=${encodeURIComponent(id)}`
  const [client] = await list(provider, mock, `clients${query}`)
  if (client) return client
  const [extension] = await list(provider, mock, `extensions${query}`)
  return extension && { ID: extension.ID, Secret: extension.ClientSecret }
}

/** Gets a token of a mock user without a page, by the mock's documented POST /auth/authorize. */
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
  const [user] = await list(provider, mock, 'users?first=1')
  if (user) return String(user.id)
  throw new CliError('the mock server has no users', 'run "twitch mock-api generate"')
}

/** The rows of a listing under /units. Without `first` it has all rows, which may exceed the longest answer. */
async function list(
  provider: IdentityProvider,
  mock: string,
  listing: string,
): Promise<Record<string, unknown>[]> {
  const { data } = membersOf(await getJson({ ...provider, authUrl: mock }, `/units/${listing}`))
  return Array.isArray(data) ? data.map(membersOf) : []
}
