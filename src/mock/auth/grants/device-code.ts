import { findDevice, forgetDevice } from '../../resources/accounts/devices/store.ts'
import { issueTokenPair } from '../../resources/accounts/tokens/store.ts'
import { AuthError } from '../errors.ts'
import type { Grant } from './grant.ts'

/**
 * The device code grant, for a user access token. As on Twitch, polling too fast is not answered with `slow_down`, and
 * a code that was refused, used or has expired is refused as invalid.
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
