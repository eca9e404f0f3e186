import { isScope, parseScopes, type Scope } from '../../../twitch/scopes.ts'
import { AuthError } from '../errors.ts'

/** The first scope of a list that Twitch does not have, in words. */
export function unknownScope(list: string): string | undefined {
  const unknown = parseScopes(list).find((scope) => !isScope(scope))
  return unknown && `invalid scope requested: '${unknown}'`
}

/**
 * The scopes of a space-delimited list.
 *
 * @throws AuthError 400 for one that Twitch does not have
 */
export function knownScopes(list: string): Scope[] {
  const unknown = unknownScope(list)
  if (unknown) throw new AuthError(400, unknown)
  return parseScopes(list).filter(isScope)
}
