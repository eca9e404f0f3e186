import type { Store } from '../../engine/store.ts'
import { Milliseconds } from '../../engine/time.ts'
import type { StoredUser } from '../../resources/users/store.ts'

/**
 * The claims that an app gets only when it asks for them.
 * Source: https://dev.twitch.tv/docs/authentication/getting-tokens-oidc/
 */
const optionalClaims: Readonly<Record<string, (user: StoredUser) => string | boolean>> = {
  email: ({ email }) => email,
  email_verified: () => true,
  picture: ({ profile_image_url }) => profile_image_url,
  preferred_username: ({ display_name }) => display_name,
  // RFC 3339 to the microsecond, as in the documentation's example.
  updated_at: ({ created_at }) => new Date(created_at).toISOString().replace('Z', '000Z'),
}

/** Every claim by its name, as the discovery document lists them. */
export const claimNames = [
  'email',
  'email_verified',
  'picture',
  'preferred_username',
  'updated_at',
  'exp',
  'iss',
  'sub',
  'azp',
  'aud',
  'iat',
]

const LIFETIME_SECONDS = (15 * Milliseconds.minute) / Milliseconds.second

/**
 * Parses the parameter `claims`, which asks for optional claims by place:
 * `{"id_token": {"email": null}, "userinfo": {"picture": null}}`. Undefined if the text is not such an object.
 */
export function parseClaims(text: string): { id_token: string[]; userinfo: string[] } | undefined {
  try {
    const { id_token, userinfo } = JSON.parse(text)
    return { id_token: namesOf(id_token), userinfo: namesOf(userinfo) }
  } catch {
    return undefined
  }
}

/** The user that claims are about, and the client that they are made for. */
export interface Subject {
  client_id: string
  user: StoredUser
  scopes: readonly string[]
  /** The names of the optional claims that were asked for. */
  claims: readonly string[]
}

/** The standard claims and those that were asked for; the email only with the scope user:read:email. */
export function claimsAbout(store: Store, issuer: string, { client_id, user, scopes, claims }: Subject) {
  const now = Math.floor(store.now().getTime() / Milliseconds.second)
  const allowed = claims.filter((name) => !name.startsWith('email') || scopes.includes('user:read:email'))
  return {
    aud: client_id,
    azp: client_id,
    exp: now + LIFETIME_SECONDS,
    iat: now,
    iss: issuer,
    sub: user.id,
    ...Object.fromEntries(allowed.map((name) => [name, optionalClaims[name]?.(user)])),
  }
}

function namesOf(wanted: unknown): string[] {
  if (wanted === undefined || wanted === null) return []
  if (typeof wanted !== 'object') throw new TypeError('claims are named by the keys of an object')
  return Object.keys(wanted).filter((name) => Object.hasOwn(optionalClaims, name))
}
