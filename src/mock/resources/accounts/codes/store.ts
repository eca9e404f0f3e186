import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'

/** A code of the authorization code flow, with the request that it answers. */
export interface AuthorizationCode {
  code: string
  client_id: string
  user_id: string
  /** The redirect URI that got the code; the request for tokens must repeat it. */
  redirect_uri: string
  scopes: string[]
  nonce: string | null
  /** The requested claims, by the place where they are to appear. */
  claims: { id_token: string[]; userinfo: string[] }
}

const CODE_LENGTH = 30
const CODE_LIFETIME_MS = 10 * Milliseconds.minute

/** The tables of codes. */
export const tables = `
  CREATE TABLE IF NOT EXISTS authorization_codes (
    code TEXT PRIMARY KEY, client_id TEXT NOT NULL, user_id TEXT NOT NULL, redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL, nonce TEXT, claims TEXT NOT NULL, expires_at INTEGER NOT NULL,
    FOREIGN KEY (client_id, user_id) REFERENCES authorizations ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS authorization_codes_authorization ON authorization_codes (client_id, user_id);
  CREATE INDEX IF NOT EXISTS authorization_codes_expiry ON authorization_codes (expires_at);`

const readCode = rowReader<AuthorizationCode>({ json: ['scopes', 'claims'] })

/** Creates a code that can be exchanged for tokens once, within ten minutes. */
export function createCode(store: Store, grant: Omit<AuthorizationCode, 'code'>): string {
  const now = store.now()
  const code = store.random.token(CODE_LENGTH)
  store.run('DELETE FROM authorization_codes WHERE expires_at <= $now', { now: now.getTime() })
  store.insert('authorization_codes', {
    ...grant,
    code,
    expires_at: shifted(now, CODE_LIFETIME_MS).getTime(),
  })
  return code
}

/** The code, if it is this client's, unused and has not expired. */
export function findCode(store: Store, client_id: string, code: string): AuthorizationCode | undefined {
  const row = store.get(
    `SELECT code, client_id, user_id, redirect_uri, scopes, nonce, claims FROM authorization_codes
     WHERE code = $code AND client_id = $client_id AND expires_at > $now`,
    { code, client_id, now: store.now().getTime() },
  )
  return row && readCode(row)
}

/** Marks a code as used. */
export function spendCode(store: Store, { code }: AuthorizationCode): void {
  store.run('DELETE FROM authorization_codes WHERE code = $code', { code })
}
