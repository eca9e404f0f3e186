import { rowReader } from '../../engine/rows.ts'
import type { Store } from '../../engine/store.ts'
import { shifted } from '../../engine/time.ts'

declare module '../../engine/events.ts' {
  interface Events {
    'whisper.send': Whisper
  }
}

/** The tables of whispers. */
export const tables = `
  CREATE TABLE IF NOT EXISTS whispers (
    id TEXT PRIMARY KEY, from_user_id TEXT NOT NULL REFERENCES users, to_user_id TEXT NOT NULL REFERENCES users,
    text TEXT NOT NULL, sent_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS whispers_sender ON whispers (from_user_id, sent_at);
  CREATE INDEX IF NOT EXISTS whispers_pair ON whispers (from_user_id, to_user_id, sent_at);
  CREATE TABLE IF NOT EXISTS whisper_settings (
    user_id TEXT PRIMARY KEY REFERENCES users, has_verified_phone INTEGER NOT NULL, is_suspended INTEGER NOT NULL,
    allows_sending INTEGER NOT NULL, blocks_strangers INTEGER NOT NULL
  ) STRICT;`

/** A private message from one user to another. */
export interface Whisper {
  id: string
  from_user_id: string
  to_user_id: string
  text: string
  sent_at: string
}

/** The settings that decide whether a user may send and receive whispers. */
export interface WhisperSettings {
  user_id: string
  has_verified_phone: boolean
  is_suspended: boolean
  allows_sending: boolean
  /** Whether to block users whom the user neither follows nor has whispered to. */
  blocks_strangers: boolean
}

/** The settings of a user who never changed any. */
const initial: Omit<WhisperSettings, 'user_id'> = {
  has_verified_phone: true,
  is_suspended: false,
  allows_sending: true,
  blocks_strangers: false,
}

const readSettings = rowReader<WhisperSettings>({
  booleans: ['has_verified_phone', 'is_suspended', 'allows_sending', 'blocks_strangers'],
})

/** Inserts settings, with defaults for missing ones. */
export function insertWhisperSettings(
  store: Store,
  settings: Partial<WhisperSettings> & { user_id: string },
): void {
  store.insert('whisper_settings', { ...initial, ...settings })
}

/** The whisper settings of a user. */
export function findWhisperSettings(store: Store, user_id: string): WhisperSettings {
  const row = store.get(
    `SELECT user_id, has_verified_phone, is_suspended, allows_sending, blocks_strangers
     FROM whisper_settings WHERE user_id = $user_id`,
    { user_id },
  )
  return row ? readSettings(row) : { user_id, ...initial }
}

/** Whether a user ever whispered to another. */
export function hasWhispered(store: Store, from_user_id: string, to_user_id: string): boolean {
  const sql = 'SELECT 1 FROM whispers WHERE from_user_id = $from_user_id AND to_user_id = $to_user_id'
  return store.get(sql, { from_user_id, to_user_id }) !== undefined
}

/** The number of whispers that a user has sent within the last milliseconds. */
export function countWhispers(store: Store, from_user_id: string, within: number): number {
  const sql = 'SELECT count(*) AS n FROM whispers WHERE from_user_id = $from_user_id AND sent_at > $since'
  return store.get<{ n: number }>(sql, { from_user_id, since: since(store, within) })!.n
}

/** The number of receivers, except one, of a user's whispers within the last milliseconds. */
export function countOtherReceivers(
  store: Store,
  { from_user_id, to_user_id }: Pick<Whisper, 'from_user_id' | 'to_user_id'>,
  within: number,
): number {
  const sql = `SELECT count(DISTINCT to_user_id) AS n FROM whispers
    WHERE from_user_id = $from_user_id AND sent_at > $since AND to_user_id <> $to_user_id`
  return store.get<{ n: number }>(sql, { from_user_id, to_user_id, since: since(store, within) })!.n
}

/** Inserts a whisper without an event. */
export function insertWhisper(store: Store, whisper: Whisper): void {
  store.insert('whispers', { ...whisper })
}

/** Sends a whisper. */
export function sendWhisper(store: Store, wanted: Omit<Whisper, 'id' | 'sent_at'>): Whisper {
  return store.transaction(() => {
    const whisper = { ...wanted, id: store.id(), sent_at: store.now().toISOString() }
    insertWhisper(store, whisper)
    store.emit('whisper.send', whisper)
    return whisper
  })
}

const since = (store: Store, within: number) => shifted(store.now(), -within).toISOString()
