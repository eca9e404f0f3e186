import { contract, type Operation } from './reference.ts'
import type { Request, Twitch } from './twitch.ts'

const kinds = ['app', 'user', 'jwt'] as const

/** A caller of an operation; `allowed` says what the documentation thinks of them. */
export interface Caller {
  operation: string
  name: string
  allowed: boolean
  asking: (valid: Request, twitch: Twitch) => Request | Promise<Request>
}

/** Every kind of token, every scope alone, a token without the scope, and somebody else where it must be oneself. */
export function* callers(): Generator<Caller> {
  for (const [operation, documented] of Object.entries(contract)) {
    if (documented.deprecated || documented.tokens.length === 0) continue
    for (const token of kinds) {
      if (token !== 'app' || !documented.byPriorAuthorization) yield ofKind(operation, documented, token)
      else yield* ofApps(operation, documented)
    }
    if (!documented.tokens.includes('user')) continue
    for (const scope of documented.scopes) yield withScopes(operation, [scope], true)
    if (documented.scopes.length > 0) yield withScopes(operation, ['user:read:email'], false)
  }
}

function ofKind(operation: string, { tokens }: Operation, token: (typeof kinds)[number]): Caller {
  const allowed = tokens.includes(token)
  return { operation, name: `token ${token}`, allowed, asking: (valid) => ({ ...valid, token }) }
}

/** An app may do for a user what the user has granted it, and only that. */
function* ofApps(operation: string, { scopes }: Operation): Generator<Caller> {
  const granted = async (valid: Request, twitch: Twitch): Promise<Request> => {
    await twitch.grant([...scopes, 'user:bot', 'channel:bot'])
    return { ...valid, token: 'app' }
  }
  yield { operation, name: 'token app by a grant', allowed: true, asking: granted }
  const asStranger = async (valid: Request, twitch: Twitch): Promise<Request> => {
    await twitch.grantStranger(['user:bot', 'channel:bot'])
    return { ...valid, token: 'app', asStranger: true }
  }
  yield { operation, name: 'token app without a grant', allowed: false, asking: asStranger }
}

function withScopes(operation: string, scopes: string[], allowed: boolean): Caller {
  const name = allowed ? `scope ${scopes}` : 'no scope'
  return { operation, name, allowed, asking: (valid) => ({ ...valid, token: 'user', scopes }) }
}
