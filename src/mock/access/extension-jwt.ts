import type { Store } from '../engine/store.ts'
import { unauthorized } from '../http/errors.ts'
import { isSigned } from '../resources/extensions/secrets/store.ts'

/**
 * The claims of a JWT that the backend of an extension signs.
 * Source: https://dev.twitch.tv/docs/extensions/reference/#jwt-schema
 */
export interface ExtensionClaims {
  user_id: string
  /** The channel that the backend acts for, or "all". */
  channel_id?: string
  /** The targets to which the backend may send messages. */
  pubsub_perms?: { send?: string[] }
}

/** The claims of a JWT whose signature was verified. */
export interface VerifiedExtension extends ExtensionClaims {
  /** The extension's client ID. */
  extension_id: string
}

/**
 * Verifies a JWT that the backend of the extension in the Client-Id header signed with one of its secrets.
 *
 * @throws HelixError 401
 */
export function verifyExtensionJwt(store: Store, headers: Headers): VerifiedExtension {
  const authorization = headers.get('authorization')
  if (!authorization) throw unauthorized('JWT token is missing')
  const extension_id = headers.get('client-id')
  if (!extension_id) throw unauthorized('The Client-Id header is required.')
  const invalid = () => unauthorized('The JWT token is not valid.')
  const [, header, payload, signature] = /^Bearer +([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(authorization) ?? []
  if (!header || !payload || !signature || json(header)?.alg !== 'HS256') throw invalid()
  if (!isSigned(store, extension_id, `${header}.${payload}`, signature)) throw invalid()
  const claims = json(payload)
  const { exp, role, user_id, channel_id, pubsub_perms } = claims ?? {}
  if (typeof exp !== 'number' || exp * 1000 <= store.now().getTime()) throw invalid()
  if (role !== 'external' || typeof user_id !== 'string' || user_id === '') throw invalid()
  return {
    extension_id,
    user_id,
    ...(typeof channel_id === 'string' && { channel_id }),
    ...(isPermission(pubsub_perms) && { pubsub_perms }),
  }
}

function json(part: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function isPermission(value: unknown): value is { send?: string[] } {
  const { send = [] } = (value ?? {}) as { send?: unknown }
  return (
    typeof value === 'object' && Array.isArray(send) && send.every((target) => typeof target === 'string')
  )
}
