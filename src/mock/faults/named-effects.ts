import type { Operation } from './fit.ts'

/** What an effect by name answers, and to which requests. */
export interface NamedAnswer {
  /** The one of the two APIs that it belongs to; both, if it is left out. */
  api?: Operation['api']
  /** The operation that it fits; all, if it is left out. */
  operation?: string
  /** The grant that it fits, of POST /token. */
  grant_type?: string
  status?: number
  message?: string
  /** The member `error`, which clients of RFC 8628 read; Twitch itself is not known to answer what has one here. */
  error?: string
  body?: 'html'
  /** The user's decision on the consent page, instead of an answer: the provider answers by itself. */
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

/** The effects by name; of the answers of one, the first that fits a request is given. */
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

/** The names of the effects that have one. */
export const effectNames = Object.keys(namedEffects) as EffectName[]

/** The answers of an effect by name. */
export const answersOf = (name: EffectName): readonly NamedAnswer[] => namedEffects[name]
