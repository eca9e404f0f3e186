import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../engine/time.ts'
import { grantAuthorization } from '../authorizations/store.ts'

/** A device that waits for its user's approval. */
export interface Device {
  /** The code with which the device polls for its token. */
  device_code: string
  /** The code that the user types on the activation page. */
  user_code: string
  client_id: string
  scopes: string[]
  /** The user who approved the device; null before that. */
  user_id: string | null
}

/** How long a device may wait for its approval. */
export const DEVICE_LIFETIME_SECONDS = 1800
/** How long a device should wait between two polls. */
export const POLLING_INTERVAL_SECONDS = 5

const DEVICE_CODE_LENGTH = 40
const USER_CODE_LENGTH = 8

/** The letters of user codes, without vowels, so that a code spells no word. Source: RFC 8628, 6.1 */
const USER_CODE_LETTERS = 'BCDFGHJKLMNPQRSTVWXZ'

/** The tables of devices. */
export const tables = `
  CREATE TABLE IF NOT EXISTS device_codes (
    device_code TEXT PRIMARY KEY, user_code TEXT NOT NULL UNIQUE,
    client_id TEXT NOT NULL REFERENCES clients ON DELETE CASCADE,
    scopes TEXT NOT NULL, user_id TEXT, expires_at INTEGER NOT NULL,
    FOREIGN KEY (client_id, user_id) REFERENCES authorizations ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS device_codes_authorization ON device_codes (client_id, user_id);
  CREATE INDEX IF NOT EXISTS device_codes_expiry ON device_codes (expires_at);`

const select = 'SELECT device_code, user_code, client_id, scopes, user_id FROM device_codes'

const readDevice = rowReader<Device>({ json: ['scopes'] })

/** Begins the device code flow for a client and scopes. */
export function createDevice(
  store: Store,
  { client_id, scopes }: Pick<Device, 'client_id' | 'scopes'>,
): Device {
  const device: Device = {
    device_code: store.random.token(DEVICE_CODE_LENGTH),
    user_code: newUserCode(store),
    client_id,
    scopes,
    user_id: null,
  }
  const now = store.now()
  store.run('DELETE FROM device_codes WHERE expires_at <= $now', { now: now.getTime() })
  const expires_at = shifted(now, DEVICE_LIFETIME_SECONDS * Milliseconds.second).getTime()
  store.insert('device_codes', { ...device, expires_at })
  return device
}

/** The device of this client with a device code that has not expired. */
export function findDevice(store: Store, client_id: string, device_code: string): Device | undefined {
  const row = store.get(
    `${select} WHERE device_code = $device_code AND client_id = $client_id AND expires_at > $now`,
    { device_code, client_id, now: store.now().getTime() },
  )
  return row && readDevice(row)
}

/** The waiting device with a user code. */
export function findWaitingDevice(store: Store, user_code: string): Device | undefined {
  const row = store.get(`${select} WHERE user_code = $user_code AND user_id IS NULL AND expires_at > $now`, {
    user_code,
    now: store.now().getTime(),
  })
  return row && readDevice(row)
}

/** Approves a device for a user; the device gets its token at its next poll. */
export function approveDevice(
  store: Store,
  { device_code, client_id, scopes }: Device,
  user_id: string,
): void {
  store.transaction(() => {
    grantAuthorization(store, { client_id, user_id, scopes })
    store.update('device_codes', { user_id }, { device_code })
  })
}

/** Deletes a device, after it was refused or has got its tokens. */
export function forgetDevice(store: Store, { device_code }: Device): void {
  store.run('DELETE FROM device_codes WHERE device_code = $device_code', { device_code })
}

function newUserCode(store: Store): string {
  const letters = Array.from({ length: USER_CODE_LENGTH }, () => {
    return USER_CODE_LETTERS[store.random.below(USER_CODE_LETTERS.length)]
  })
  return letters.join('')
}
