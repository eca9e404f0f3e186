import { TWITCH_AUTH_URL, TWITCH_WEB_URL } from '../../../twitch/urls.ts'
import {
  createDevice,
  DEVICE_LIFETIME_SECONDS,
  POLLING_INTERVAL_SECONDS,
} from '../../resources/accounts/devices/store.ts'
import { knownScopes } from '../grants/scopes.ts'
import { readClientRequest } from './client-request.ts'
import type { Endpoint } from './endpoint.ts'

/** POST /device: begins the device flow; its parameter is `scopes`, not `scope`, as on Twitch. */
export const device: Endpoint = {
  method: 'POST',
  path: '/device',
  async handler(store, request) {
    const { client, parameters } = await readClientRequest(store, request)
    const scopes = knownScopes(parameters.scopes ?? '')
    const { device_code, user_code } = createDevice(store, { client_id: client.id, scopes })
    const verification = new URL('/activate', isOfTwitch(request.url) ? TWITCH_WEB_URL : request.url)
    verification.search = `${client.type === 'public' ? 'public=true&' : ''}device-code=${user_code}`
    return {
      device_code,
      expires_in: DEVICE_LIFETIME_SECONDS,
      interval: POLLING_INTERVAL_SECONDS,
      user_code,
      verification_uri: verification.href,
    }
  },
}

/** Whether a request was sent to Twitch's own host, which has the activation page at another host. */
const isOfTwitch = (url: string) => url.startsWith(TWITCH_AUTH_URL)
