import { tables as authorizations } from './authorizations/store.ts'
import { tables as clients } from './clients/store.ts'
import { tables as codes } from './codes/store.ts'
import { tables as devices } from './devices/store.ts'
import { tables as keys } from './keys/store.ts'
import { tables as tokens } from './tokens/store.ts'

/** The functions of the identity provider that other resources use. */
export {
  type Authorization,
  findAuthorization,
  hasAuthorized,
  insertAuthorization,
  revokeAuthorization,
  type UserAuthorization,
} from './authorizations/store.ts'
export {
  type Client,
  checkRedirectUri,
  createClient,
  DEFAULT_REDIRECT_URI,
  findClient,
  firstClient,
  InvalidRedirectUri,
  type NewClient,
  registerRedirectUris,
} from './clients/store.ts'
export { type AccessToken, findToken, issueToken, revokeToken, TOKEN_LIFETIME_MS } from './tokens/store.ts'

/** The tables of the identity provider. */
export const tables = [clients, authorizations, tokens, codes, devices, keys].join('\n')
