import { allScopes } from '../../twitch/scopes.ts'
import { CliError } from '../errors.ts'
import { requireMock } from '../mock-server.ts'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * The usual environment variables with a client of the mock, and a token of its first user with every scope. Inherited
 * credentials that the mock accepts stay, such as a token of a fixture.
 *
 * @throws CliError if the mock refuses
 */
export async function credentialsOf(url: string, env: Variables): Promise<Record<string, string>> {
  // biome-ignore lint/suspicious/noExplicitAny: whatever the mock says
  const ask = async (path: string, method = 'GET', body?: object): Promise<any> =>
    (await requireMock(url, path, { method, body })).json()
  const { data: clients } = await ask('/units/clients')
  const isKnown = clients.some(({ ID }: { ID: string }) => ID === env.TWITCH_CLIENT_ID)
  if (isKnown && (await isValid(url, env.TWITCH_ACCESS_TOKEN))) return {}
  const known = clients.find(({ ID }: { ID: string }) => !isKnown || ID === env.TWITCH_CLIENT_ID)
  const client = known ?? (await ask('/units/clients', 'POST', { Name: 'twitch run' }))
  const application = { TWITCH_CLIENT_ID: client.ID, TWITCH_CLIENT_SECRET: client.Secret }
  const { data: users } = await ask('/units/users?first=1')
  if (users.length === 0) return application
  const { data: registrations } = await ask('/units/redirect_uris')
  const registered = registrations.find(({ ID }: Client) => ID === client.ID)
  const user_id: string = users[0].id
  const { access_token, refresh_token } = await grantOf(
    url,
    client,
    registered?.RedirectURIs[0] ?? '',
    user_id,
  )
  return {
    ...application,
    TWITCH_USER_ID: user_id,
    TWITCH_ACCESS_TOKEN: access_token,
    TWITCH_REFRESH_TOKEN: refresh_token,
  }
}

/** Gets a token with a refresh token, through the consent page. */
async function grantOf(url: string, { ID, Secret }: Client, redirect_uri: string, user_id: string) {
  const wanted = { client_id: ID, redirect_uri, response_type: 'code', scope: allScopes.join(' ') }
  const consent = await fetch(`${url}/oauth2/authorize?${new URLSearchParams(wanted)}`, {
    method: 'POST',
    body: new URLSearchParams({ user_id, decision: 'authorize' }),
    redirect: 'manual',
  })
  const code = URL.parse(consent.headers.get('location') ?? '')?.searchParams.get('code')
  if (!code) throw new CliError(`the mock server refused: no code for ${ID} (${consent.status})`)
  const exchange = {
    client_id: ID,
    client_secret: Secret,
    code,
    grant_type: 'authorization_code',
    redirect_uri,
  }
  const body = new URLSearchParams(exchange)
  return (await fetch(`${url}/oauth2/token`, { method: 'POST', body })).json() as Promise<Grant>
}

interface Client {
  ID: string
  Secret: string
}

interface Grant {
  access_token: string
  refresh_token: string
}

async function isValid(url: string, token: string | undefined): Promise<boolean> {
  if (!token) return false
  const headers = { Authorization: `OAuth ${token.replace(/^oauth:/, '')}` }
  return (await fetch(`${url}/oauth2/validate`, { headers })).ok
}
