import { isScope, parseScopes, type Scope } from '../../../twitch/scopes.ts'
import { AuthError } from '../errors.ts'

/** The message about the first scope of a list that Twitch does not have; undefined if it has all of them. */
export function unknownScope(scopes: readonly string[]): string | undefined {
  const unknown = scopes.find((scope) => !isScope(scope))
  return unknown && `invalid scope requested: '${unknown}'`
}

/**
 * Parses a space-delimited list of scopes.
 *
 * @throws AuthError 400 for a scope that Twitch does not have
 */
export function knownScopes(list: string): Scope[] {
  const scopes = parseScopes(list)
  const unknown = unknownScope(scopes)
  if (unknown) throw new AuthError(400, unknown)
  return scopes as Scope[]
}
