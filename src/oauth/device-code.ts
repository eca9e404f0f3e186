import { membersOf, type OAuthClient, postForm } from './client.ts'
import { NetworkFault, OAuthError, plainText, Refusal } from './errors.ts'
import { readToken, secondsAfter, secondsOf, type Token } from './token.ts'

/** The answer to a device authorization request: the codes, the URL for the user, and the times. */
export interface DeviceAuthorization {
  deviceCode: string
  userCode: string
  verificationUri: string
  /** Seconds between two polls. */
  interval: number
  /** Seconds until the codes expire. */
  expiresIn: number
  expiresAt: Date
}

/** The default and the bounds of the polling interval in seconds. Source: RFC 8628, 3.2 */
const INTERVAL = { usual: 5, shortest: 1, longest: 300 }

/** The default and the maximum of the codes' lifetime in seconds. */
const LIFETIME = { usual: 30 * 60, longest: 24 * 60 * 60 }

/**
 * Starts a device flow; public and confidential clients alike need no secret. Source: RFC 8628.
 *
 * @throws OAuthError if the answer has no code
 */
export async function startDeviceFlow(
  client: OAuthClient,
  scopes: readonly string[],
): Promise<DeviceAuthorization> {
  const fields = { client_id: client.clientId, scopes: scopes.join(' ') }
  const answer = membersOf(await postForm(client, '/device', fields))
  const { device_code: deviceCode, user_code: userCode, verification_uri: uri, expires_in, interval } = answer
  if (typeof deviceCode !== 'string' || typeof userCode !== 'string' || typeof uri !== 'string') {
    throw new OAuthError('the identity provider sent an answer without a device code')
  }
  const expiresIn = secondsOf(expires_in, LIFETIME.longest) ?? LIFETIME.usual
  return {
    deviceCode,
    userCode: plainText(userCode),
    verificationUri: plainText(uri),
    interval: Math.max(secondsOf(interval, INTERVAL.longest) ?? INTERVAL.usual, INTERVAL.shortest),
    expiresIn,
    expiresAt: secondsAfter(client.now(), expiresIn),
  }
}

/**
 * Polls at the server's interval until the user has decided. After a network fault or an error of the server, it
 * continues with the next poll.
 *
 * @throws OAuthError if the request was denied, has expired, or is unknown to the server
 */
export async function awaitApproval(
  client: OAuthClient,
  device: DeviceAuthorization,
  scopes: readonly string[],
): Promise<Token> {
  let interval = device.interval
  for (;;) {
    await client.wait(interval * 1000, client.signal)
    if (client.now() >= device.expiresAt) throw new OAuthError('the device code has expired; start again')
    try {
      return await poll(client, device, scopes)
    } catch (error) {
      interval += extraWait(error)
    }
  }
}

async function poll(
  client: OAuthClient,
  device: DeviceAuthorization,
  scopes: readonly string[],
): Promise<Token> {
  const answer = await postForm(client, '/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: client.clientId,
    device_code: device.deviceCode,
    scopes: scopes.join(' '),
  })
  return readToken(answer, client.now())
}

/** The seconds to add to the interval after an error; throws the errors that end the flow. */
function extraWait(error: unknown): number {
  if (error instanceof NetworkFault) return 0
  if (!(error instanceof Refusal)) throw error
  if (error.reason === 'authorization_pending') return 0
  if (error.reason === 'slow_down' || error.status === 429) return 5
  if (error.reason === 'access_denied') throw new OAuthError('the request was denied')
  if (error.reason === 'expired_token') throw new OAuthError('the device code has expired; start again')
  if (error.status >= 500) return 0
  throw error
}
