import { refreshToken as renew } from '../../resources/accounts/tokens/store.ts'
import { AuthError } from '../errors.ts'
import type { Grant } from './grant.ts'

/**
 * The refresh token grant: issues a new access token for an earlier authorization.
 * Source: https://dev.twitch.tv/docs/authentication/refresh-tokens/
 */
export const refreshToken: Grant = {
  grant_type: 'refresh_token',
  parameters: ['refresh_token'],
  proof: 'secret if it has one',
  handler(store, client, { refresh_token = '' }) {
    const pair = renew(store, client, refresh_token)
    if (!pair) throw new AuthError(400, 'Invalid refresh token')
    return pair
  },
}
