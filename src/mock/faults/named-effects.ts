import type { Operation } from './fit.ts'

/** The answer of a named effect, and the requests that it fits. */
export interface NamedAnswer {
  /** The API that it fits; both if left out. */
  api?: Operation['api']
  /** The operation that it fits; all if left out. */
  operation?: string
  /** The grant type of POST /token that it fits. */
  grant_type?: string
  status?: number
  message?: string
  /** The member `error`, which clients of RFC 8628 read. Twitch is not known to give the answers that have it here. */
  error?: string
  body?: 'html'
  /** A user's decision on the consent page, which takes the place of an answer: the provider then answers itself. */
  decision?: 'cancel'
}

const pages = { api: 'auth', operation: 'authorize' } as const
const grant = (grant_type: string, message: string, more: NamedAnswer = {}): NamedAnswer => ({
  api: 'auth',
  operation: 'token',
  grant_type,
  status: 400,
  message,
  ...more,
})
const DEVICE = 'urn:ietf:params:oauth:grant-type:device_code'

/** The named effects. The first answer that fits the request is given. */
export const namedEffects = {
  authorization_pending: [grant(DEVICE, 'authorization_pending')],
  slow_down: [grant(DEVICE, 'slow_down', { error: 'slow_down' })],
  access_denied: [
    grant(DEVICE, 'access_denied', { error: 'access_denied' }),
    { ...pages, decision: 'cancel' },
  ],
  expired_device_code: [grant(DEVICE, 'invalid device code')],
  expired_code: [grant('authorization_code', 'Invalid authorization code')],
  expired_refresh_token: [grant('refresh_token', 'Invalid refresh token')],
  expired_token: [
    { api: 'auth', operation: 'validate', status: 401, message: 'invalid access token' },
    { api: 'auth', operation: 'userinfo', status: 401, message: 'invalid access token' },
    { api: 'helix', status: 401, message: 'Invalid OAuth token' },
  ],
  server_error: [
    { api: 'auth', status: 500, message: 'an unexpected error occurred' },
    { api: 'helix', status: 500, message: 'An unexpected error occurred.' },
  ],
  bad_gateway: [{ status: 502, body: 'html' }],
} as const satisfies Record<string, readonly NamedAnswer[]>

/** The name of an effect. */
export type EffectName = keyof typeof namedEffects

/** The names of all named effects. */
export const effectNames = Object.keys(namedEffects) as EffectName[]

/** The answers of a named effect. */
export const answersOf = (name: EffectName): readonly NamedAnswer[] => namedEffects[name]
