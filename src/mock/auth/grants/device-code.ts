import { findDevice, forgetDevice } from '../../resources/accounts/devices/store.ts'
import { issueTokenPair } from '../../resources/accounts/tokens/store.ts'
import { AuthError } from '../errors.ts'
import type { Grant } from './grant.ts'

/**
 * A user access token for a device that its user has approved elsewhere. As on Twitch, nobody is told to slow down, and
 * a code that was refused, used or outlived is simply none any more.
 */
export const deviceCode: Grant = {
  grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
  parameters: ['device_code'],
  proof: 'none',
  handler(store, client, { device_code = '' }) {
    return store.transaction(() => {
      const device = findDevice(store, client.id, device_code)
      if (!device) throw new AuthError(400, 'invalid device code')
      const { user_id, scopes } = device
      if (user_id === null) throw new AuthError(400, 'authorization_pending')
      forgetDevice(store, device)
      return issueTokenPair(store, client, { user_id, scopes, claims: [] })
    })
  },
}
