import { readStored, writeConfig } from '../../config.ts'
import type { Token } from '../../oauth/token.ts'
import type { TokenRequest } from './request.ts'
import { scopeList } from './results.ts'

/**
 * Stores a token with its refresh token, scopes and expiry, as one whole. Tokens of another application than the
 * stored one, and of the mock server, are not stored.
 */
export function rememberToken(request: TokenRequest, clientId: string, token: Token): void {
  const file = fileOf(request, clientId)
  if (!file) return
  // An app token can be had again at any time; a user's refresh token cannot, so it is not given up for one.
  if (request.action.kind === 'app' && readStored(file).REFRESHTOKEN) return
  writeConfig(file, {
    ACCESSTOKEN: token.accessToken,
    REFRESHTOKEN: token.refreshToken,
    TOKENSCOPES: scopeList(token.scopes),
    TOKENEXPIRATION: token.expiresAt?.toISOString(),
  })
}

/** Forgets a revoked token: the whole pair with an access token, the one half with a refresh token. */
export function forgetToken(request: TokenRequest, clientId: string, token: string): void {
  const file = fileOf(request, clientId)
  if (!file) return
  const { ACCESSTOKEN, REFRESHTOKEN } = readStored(file)
  if (token === ACCESSTOKEN) {
    writeConfig(file, {
      ACCESSTOKEN: undefined,
      REFRESHTOKEN: undefined,
      TOKENSCOPES: undefined,
      TOKENEXPIRATION: undefined,
    })
  } else if (token === REFRESHTOKEN) writeConfig(file, { REFRESHTOKEN: undefined })
}

/** The settings, if the tokens of a client belong into them. */
function fileOf({ mock, clientId: given, file }: TokenRequest, clientId: string): string | undefined {
  return file && !mock && !given && readStored(file).CLIENTID === clientId ? file : undefined
}
