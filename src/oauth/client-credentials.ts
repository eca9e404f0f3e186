import { type OAuthClient, postForm } from './client.ts'
import { readToken, type Token } from './token.ts'

/** Fetches an App Access Token; the client must have a secret. Source: RFC 6749, 4.4. */
export async function clientCredentials(client: OAuthClient): Promise<Token> {
  const answer = await postForm(client, '/token', {
    grant_type: 'client_credentials',
    client_id: client.clientId,
    client_secret: client.clientSecret,
  })
  return readToken(answer, client.now())
}
