import { type OAuthClient, postForm } from './client.ts'
import { readToken, type Token } from './token.ts'

/**
 * Exchanges a refresh token for a new pair of tokens. A confidential client sends its secret; a public client has none,
 * and its refresh token works once. If the answer has no refresh token, the old one stays valid.
 */
export async function refresh(client: OAuthClient, refreshToken: string): Promise<Token> {
  const answer = await postForm(client, '/token', {
    grant_type: 'refresh_token',
    client_id: client.clientId,
    client_secret: client.clientSecret,
    refresh_token: refreshToken,
  })
  const token = readToken(answer, client.now())
  return { ...token, refreshToken: token.refreshToken ?? refreshToken }
}
