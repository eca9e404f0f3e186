import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Store } from '../../../engine/store.ts'
import { toSecond } from '../../../engine/time.ts'

/** The key that signs ID tokens with RS256. */
export interface SigningKey {
  kid: string
  privateKey: KeyObject
}

const MODULUS_BITS = 2048

/** The tables of keys. */
export const tables = `
  CREATE TABLE IF NOT EXISTS signing_keys (
    kid TEXT PRIMARY KEY, private_key TEXT NOT NULL, created_at TEXT NOT NULL
  ) STRICT;`

/**
 * The signing key, which is created at its first use and kept, since apps may cache it. Its primes are from the
 * system's randomness, not the store's, so that creating it does not change what else is drawn.
 */
export function signingKey(store: Store): SigningKey {
  const { kid, private_key } = store.get<KeyRow>(select) ?? createSigningKey(store)
  return { kid, privateKey: createPrivateKey(private_key) }
}

interface KeyRow {
  kid: string
  private_key: string
}

const select = 'SELECT kid, private_key FROM signing_keys ORDER BY kid LIMIT 1'

function createSigningKey(store: Store): KeyRow {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: MODULUS_BITS })
  const row = { kid: '1', private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
  return store.transaction(() => {
    // Another process may have created the key meanwhile.
    const known = store.get<KeyRow>(select)
    if (!known) store.insert('signing_keys', { ...row, created_at: toSecond(store.now()) })
    return known ?? row
  })
}
