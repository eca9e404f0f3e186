import { readStored, writeConfig } from '../../config.ts'
import type { Token } from '../../oauth/token.ts'
import type { TokenRequest } from './request.ts'
import { scopeList } from './results.ts'

/**
 * Stores a token with its refresh token, scopes and expiry in one write. Tokens of the mock server, and of another
 * application than the stored one, are not stored.
 */
export function rememberToken(request: TokenRequest, clientId: string, token: Token): void {
  const file = fileOf(request, clientId)
  if (!file) return
  // An app token does not replace a user's token with a refresh token, which cannot be fetched again without the user.
  if (request.action.kind === 'app' && readStored(file).REFRESHTOKEN) return
  writeConfig(file, {
    ACCESSTOKEN: token.accessToken,
    REFRESHTOKEN: token.refreshToken,
    TOKENSCOPES: scopeList(token.scopes),
    TOKENEXPIRATION: token.expiresAt?.toISOString(),
  })
}

/** Removes a revoked token from the settings: with an access token the pair, with a refresh token only that. */
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

/** The settings file, if the tokens of a client are to be stored there. */
function fileOf({ mock, clientId: given, file }: TokenRequest, clientId: string): string | undefined {
  return file && !mock && !given && readStored(file).CLIENTID === clientId ? file : undefined
}
