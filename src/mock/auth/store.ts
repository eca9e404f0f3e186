import { rowReader } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { Milliseconds, shifted, toSecond } from '../store/time.ts'

/** An application that was registered in the developer console. */
export interface Client {
  id: string
  secret: string
  name: string
  is_extension: boolean
}

export interface AccessToken {
  token: string
  client_id: string
  /** Empty for an app access token. */
  user_id: string
  scopes: string[]
  /** Milliseconds since 1970. */
  expires_at: number
}

/** What the documentation of the mock promises: "All tokens expire after 24 hours." */
export const TOKEN_LIFETIME_MS = Milliseconds.day

const TOKEN_LENGTH = 30

export const tables = `
  CREATE TABLE IF NOT EXISTS clients (
    id TEXT PRIMARY KEY, secret TEXT NOT NULL, name TEXT NOT NULL, is_extension INTEGER NOT NULL, created_at TEXT NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS access_tokens (
    token TEXT PRIMARY KEY, client_id TEXT NOT NULL REFERENCES clients, user_id TEXT NOT NULL,
    scopes TEXT NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS access_tokens_grant ON access_tokens (client_id, user_id);`

const readClient = rowReader<Client>({ booleans: ['is_extension'] })
const readToken = rowReader<AccessToken>({ json: ['scopes'] })

/** Registers an application; its id and secret are 30 characters long, as Twitch's are. */
export function createClient(store: Store, name: string, { isExtension = false } = {}): Client {
  const client = {
    id: store.random.token(30),
    secret: store.random.token(30),
    name,
    is_extension: isExtension,
  }
  store.insert('clients', { ...client, created_at: toSecond(store.now()) })
  return client
}

export function findClient(store: Store, id: string): Client | undefined {
  const row = store.get('SELECT id, secret, name, is_extension FROM clients WHERE id = $id', { id })
  return row && readClient(row)
}

/** The client to start with: the first one that is no extension. */
export function firstClient(store: Store): Client | undefined {
  const row = store.get(
    'SELECT id, secret, name, is_extension FROM clients WHERE NOT is_extension ORDER BY rowid LIMIT 1',
  )
  return row && readClient(row)
}

/** Issues an access token; without a user it is an app access token. */
export function issueToken(
  store: Store,
  grant: { client_id: string; user_id?: string; scopes?: string[] },
  lifetime = TOKEN_LIFETIME_MS,
): AccessToken {
  const token = {
    token: store.random.token(TOKEN_LENGTH),
    client_id: grant.client_id,
    user_id: grant.user_id ?? '',
    scopes: grant.scopes ?? [],
    expires_at: shifted(store.now(), lifetime).getTime(),
  }
  store.insert('access_tokens', { ...token })
  return token
}

/** The token if it is known and has not expired. */
export function findToken(store: Store, token: string): AccessToken | undefined {
  const row = store.get<AccessToken>(
    'SELECT token, client_id, user_id, scopes, expires_at FROM access_tokens WHERE token = $token',
    { token },
  )
  return row && row.expires_at > store.now().getTime() ? readToken(row) : undefined
}
