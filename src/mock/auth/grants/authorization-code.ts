import { findCode, spendCode } from '../../resources/accounts/codes/store.ts'
import { issueTokenPair } from '../../resources/accounts/tokens/store.ts'
import { AuthError } from '../errors.ts'
import type { Grant } from './grant.ts'
import { signIdToken } from './id-token.ts'

/**
 * The authorization code grant: exchanges the code from the redirect for tokens.
 * Source: https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/
 */
export const authorizationCode: Grant = {
  grant_type: 'authorization_code',
  parameters: ['code', 'redirect_uri'],
  proof: 'secret',
  handler(store, client, { code: given = '', redirect_uri }, issuer) {
    return store.transaction(() => {
      const code = findCode(store, client.id, given)
      if (!code) throw new AuthError(400, 'Invalid authorization code')
      if (code.redirect_uri !== redirect_uri) {
        throw new AuthError(400, 'Parameter redirect_uri does not match registered URI')
      }
      spendCode(store, code)
      const { user_id, scopes, claims } = code
      const pair = issueTokenPair(store, client, { user_id, scopes, claims: claims.userinfo })
      if (!scopes.includes('openid')) return pair
      const nonce = code.nonce ?? undefined
      const subject = { client_id: client.id, user_id, scopes }
      const id_token = signIdToken(store, issuer, { ...subject, nonce, claims: claims.id_token })
      return { ...pair, id_token }
    })
  },
}
