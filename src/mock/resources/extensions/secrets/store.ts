import { isSameSecret } from '../../../../lib/secrets.ts'
import type { Listing } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import type { Secret } from './schema.ts'

/** The tables of extensions and their secrets. */
export const tables = `
  CREATE TABLE IF NOT EXISTS extension_secrets (
    extension_id TEXT NOT NULL, content TEXT NOT NULL, active_at TEXT NOT NULL, expires_at TEXT NOT NULL,
    PRIMARY KEY (extension_id, active_at, content)
  ) STRICT, WITHOUT ROWID;`

const LIFETIME = 36_500 * Milliseconds.day

/** How long older secrets stay valid after a new one is active, as in the documentation's example. */
const OVERLAP = 65 * Milliseconds.minute

const SECRET_LENGTH = 32

/** The secrets that have not expired, the oldest first. */
export function listSecrets(store: Store, extension_id: string): Secret[] {
  return store.all(
    `SELECT content, active_at, expires_at FROM extension_secrets
     WHERE extension_id = $extension_id AND expires_at > $now ORDER BY active_at, content`,
    { extension_id, now: store.now() },
  )
}

/** Creates a secret that is active after `delay` seconds; older ones expire a while after that. */
export function createSecret(store: Store, extension_id: string, delay: number): Secret {
  const active = shifted(store.now(), delay * Milliseconds.second)
  const secret: Secret = {
    content: Buffer.from(store.random.token(SECRET_LENGTH)).toString('base64'),
    active_at: active.toISOString(),
    expires_at: shifted(active, LIFETIME).toISOString(),
  }
  return store.transaction(() => {
    store.run(
      'UPDATE extension_secrets SET expires_at = min(expires_at, $end) WHERE extension_id = $extension_id',
      { extension_id, end: shifted(active, OVERLAP) },
    )
    store.insert('extension_secrets', { extension_id, ...secret })
    return secret
  })
}

/** Whether a signature of a text is by one of the extension's valid secrets. */
export function isSigned(store: Store, extension_id: string, text: string, signature: string): boolean {
  const now = store.now().toISOString()
  return listSecrets(store, extension_id).some(({ content, active_at }) => {
    const key = Buffer.from(content, 'base64')
    const right = new Bun.CryptoHasher('sha256', key).update(text).digest('base64url')
    return active_at <= now && isSameSecret(signature, right)
  })
}

/** The extensions as /units lists them, with the present secret for JWTs and the secret of the client. */
export function extensionUnits(store: Store): Listing<object> {
  return {
    sql: `
      SELECT extensions.rowid AS _row, extensions.id AS ID, content AS Secret, clients.secret AS ClientSecret,
        owner_id AS OwnerID, version AS Version
      FROM extensions CROSS JOIN extension_secrets ON extension_id = extensions.id
        CROSS JOIN clients ON clients.id = extensions.id
      WHERE state = 'Released' AND active_at = (
        SELECT max(active_at) FROM extension_secrets WHERE extension_id = extensions.id AND active_at <= $now
      )`,
    params: { now: store.now() },
    key: ['_row'],
  }
}
