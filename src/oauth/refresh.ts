import { type OAuthClient, postForm } from './client.ts'
import { readToken, type Token } from './token.ts'

/**
 * Trades a refresh token for a new pair. A confidential client sends its secret, a public one has none, and its
 * refresh token works once. Where the answer brings no refresh token, the old one stays part of the pair.
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
