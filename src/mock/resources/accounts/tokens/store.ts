import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import { insertAuthorization } from '../authorizations/store.ts'
import type { Client } from '../clients/store.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** A token was revoked before it expired. */
    'token.revoke': AccessToken
  }
}

/** An access token with its client, user, scopes and expiration. */
export interface AccessToken {
  token: string
  client_id: string
  /** Empty for an app access token. */
  user_id: string
  scopes: string[]
  /** Milliseconds since 1970. */
  expires_at: number
}

/** The grant of a new token; without a user it is an app access token. */
export interface TokenGrant {
  client_id: string
  user_id?: string
  scopes?: readonly string[]
  /** The requested claims for `userinfo`. */
  claims?: readonly string[]
}

/** An access token with its refresh token. */
export interface TokenPair {
  access: AccessToken
  refresh_token: string
}

/** The lifetime that the official CLI's mock documents: "All tokens expire after 24 hours." */
export const TOKEN_LIFETIME_MS = Milliseconds.day

/** The lifetime of public clients' refresh tokens; those of confidential clients do not expire. */
export const REFRESH_TOKEN_LIFETIME_MS = 30 * Milliseconds.day

const TOKEN_LENGTH = 30
const REFRESH_TOKEN_LENGTH = 50

/** The most valid access tokens of one refresh token; a further one replaces the oldest. */
const MAXIMUM_PER_REFRESH_TOKEN = 50

/** The tables of tokens. */
export const tables = `
  CREATE TABLE IF NOT EXISTS access_tokens (
    token TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES clients ON DELETE CASCADE, user_id TEXT,
    scopes TEXT NOT NULL, claims TEXT NOT NULL, refresh_token TEXT, expires_at INTEGER NOT NULL,
    FOREIGN KEY (client_id, user_id) REFERENCES authorizations ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS access_tokens_authorization
    ON access_tokens (client_id, user_id) WHERE user_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS access_tokens_refresh
    ON access_tokens (refresh_token, expires_at) WHERE refresh_token IS NOT NULL;
  CREATE INDEX IF NOT EXISTS access_tokens_expiry ON access_tokens (expires_at);
  CREATE TABLE IF NOT EXISTS refresh_tokens (
    token TEXT PRIMARY KEY, client_id TEXT NOT NULL, user_id TEXT NOT NULL, scopes TEXT NOT NULL, claims TEXT NOT NULL,
    expires_at INTEGER,
    FOREIGN KEY (client_id, user_id) REFERENCES authorizations ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS refresh_tokens_authorization ON refresh_tokens (client_id, user_id);
  CREATE INDEX IF NOT EXISTS refresh_tokens_expiry ON refresh_tokens (expires_at) WHERE expires_at IS NOT NULL;`

const readToken = rowReader<AccessToken>({ json: ['scopes'] })

/** A new random value for a token. */
export const newTokenValue = (store: Store) => newToken(store, TOKEN_LENGTH)

/** Issues an access token, and deletes expired ones. */
export function issueToken(
  store: Store,
  grant: TokenGrant,
  lifetime = TOKEN_LIFETIME_MS,
  refresh_token?: string,
): AccessToken {
  const { client_id, user_id = '', claims = [] } = grant
  const token: AccessToken = {
    token: newToken(store, TOKEN_LENGTH),
    client_id,
    user_id,
    scopes: [...(grant.scopes ?? [])],
    expires_at: shifted(store.now(), lifetime).getTime(),
  }
  store.transaction(() => {
    store.run('DELETE FROM access_tokens WHERE expires_at <= $now', { now: store.now().getTime() })
    insertToken(store, token, claims, refresh_token)
  })
  return token
}

/** Inserts a token; one for a user also adds its scopes to the user's authorization. */
export function insertToken(
  store: Store,
  token: AccessToken,
  claims: readonly string[] = [],
  refresh_token?: string,
): void {
  const { client_id, user_id, scopes } = token
  if (user_id) insertAuthorization(store, { client_id, user_id, scopes })
  store.insert('access_tokens', { ...token, user_id: user_id || null, claims, refresh_token })
}

/** The tokens as /units lists them: without those of extensions' clients, which the documentation does not have. */
export const tokenUnits: Listing<object> = {
  sql: `SELECT token, client_id, user_id, scopes, refresh_token, expires_at FROM access_tokens
    WHERE client_id IN (SELECT id FROM clients WHERE NOT is_extension)`,
  key: ['token'],
  read(row) {
    const { expires_at, ...token } = readToken(row)
    return { ...token, expires_at: new Date(expires_at).toISOString() }
  },
}

/** The token, if it exists and has not expired. */
export function findToken(store: Store, token: string): AccessToken | undefined {
  const row = store.get<AccessToken>(
    `SELECT token, client_id, coalesce(user_id, '') AS user_id, scopes, expires_at FROM access_tokens
     WHERE token = $token`,
    { token },
  )
  return row && row.expires_at > store.now().getTime() ? readToken(row) : undefined
}

/** The claims for `userinfo` that the token's authorization request asked for. */
export function findUserinfoClaims(store: Store, { token }: AccessToken): string[] {
  const row = store.get<{ claims: string }>('SELECT claims FROM access_tokens WHERE token = $token', {
    token,
  })
  return row ? JSON.parse(row.claims) : []
}

/** Revokes an access token. */
export function revokeToken(store: Store, token: AccessToken): void {
  store.transaction(() => {
    store.run('DELETE FROM access_tokens WHERE token = $token', { token: token.token })
    store.emit('token.revoke', token)
  })
}

/** Sets the expiration of an access token; milliseconds since 1970. */
export function expireToken(store: Store, token: string, expires_at: number): void {
  store.update('access_tokens', { expires_at }, { token })
}

/** Whether a client has a valid token of a user. */
export function hasToken(store: Store, client_id: string, user_id: string): boolean {
  const sql =
    'SELECT 1 FROM access_tokens WHERE client_id = $client_id AND user_id = $user_id AND expires_at > $now LIMIT 1'
  return store.get(sql, { client_id, user_id, now: store.now().getTime() }) !== undefined
}

/** Issues a user access token with a refresh token. */
export function issueTokenPair(
  store: Store,
  client: Client,
  grant: Required<Omit<TokenGrant, 'client_id'>>,
): TokenPair {
  return store.transaction(() => {
    const { user_id, scopes, claims } = grant
    insertAuthorization(store, { client_id: client.id, user_id, scopes: [...scopes] })
    const refresh_token = newToken(store, REFRESH_TOKEN_LENGTH)
    insertRefreshToken(store, client, grant, refresh_token)
    const access = issueToken(
      store,
      { ...grant, client_id: client.id, claims },
      TOKEN_LIFETIME_MS,
      refresh_token,
    )
    return { access, refresh_token }
  })
}

/**
 * Issues a new access token for a refresh token; earlier access tokens stay valid. A public client's refresh token
 * works once and is replaced, a confidential client's stays the same. Undefined if the client has no such token.
 */
export function refreshToken(store: Store, client: Client, refresh_token: string): TokenPair | undefined {
  return store.transaction(() => {
    const grant = findRefreshToken(store, client, refresh_token)
    if (!grant) return undefined
    if (client.type === 'public') {
      store.run('DELETE FROM refresh_tokens WHERE token = $refresh_token', { refresh_token })
      return issueTokenPair(store, client, grant)
    }
    makeRoom(store, refresh_token)
    const access = issueToken(store, { ...grant, client_id: client.id }, TOKEN_LIFETIME_MS, refresh_token)
    return { access, refresh_token }
  })
}

/** A random token with the time as its prefix: new tokens are stored side by side, so a commit writes fewer pages. */
function newToken(store: Store, length: number): string {
  const time = store.now().getTime().toString(36)
  return time + store.random.token(length - time.length)
}

/** Inserts a refresh token of a grant. */
export function insertRefreshToken(
  store: Store,
  client: Client,
  grant: Required<Omit<TokenGrant, 'client_id'>>,
  token: string,
): void {
  const expires_at =
    client.type === 'public' ? shifted(store.now(), REFRESH_TOKEN_LIFETIME_MS).getTime() : undefined
  store.run('DELETE FROM refresh_tokens WHERE expires_at <= $now', { now: store.now().getTime() })
  store.insert('refresh_tokens', { token, client_id: client.id, ...grant, expires_at })
}

/** Deletes a token if it has expired, so that another one can have its value. */
export function forgetIfExpired(store: Store, token: string): void {
  const sql = 'DELETE FROM access_tokens WHERE token = $token AND expires_at <= $now'
  store.run(sql, { token, now: store.now().getTime() })
}

/** The client and the user of a valid refresh token. */
export function findRenewed(
  store: Store,
  refresh_token: string,
): Pick<AccessToken, 'client_id' | 'user_id'> | undefined {
  return store.get(
    `SELECT client_id, user_id FROM refresh_tokens
     WHERE token = $refresh_token AND (expires_at IS NULL OR expires_at > $now)`,
    { refresh_token, now: store.now().getTime() },
  )
}

function findRefreshToken(store: Store, client: Client, token: string) {
  const row = store.get(
    `SELECT user_id, scopes, claims FROM refresh_tokens
     WHERE token = $token AND client_id = $client_id AND (expires_at IS NULL OR expires_at > $now)`,
    { token, client_id: client.id, now: store.now().getTime() },
  )
  return row && readGrant(row)
}

const readGrant = rowReader<{ user_id: string; scopes: string[]; claims: string[] }>({
  json: ['scopes', 'claims'],
})

function makeRoom(store: Store, refresh_token: string): void {
  store.run(
    `DELETE FROM access_tokens WHERE token IN (
       SELECT token FROM access_tokens WHERE refresh_token = $refresh_token AND expires_at > $now
       ORDER BY expires_at DESC LIMIT -1 OFFSET $kept)`,
    { refresh_token, now: store.now().getTime(), kept: MAXIMUM_PER_REFRESH_TOKEN - 1 },
  )
}
