import type { Listing } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds, shifted, toSecond } from '../../../engine/time.ts'
import type { Fragment } from '../fragments/store.ts'
import { chatFragments } from '../fragments/wire.ts'
import type { Pin } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Timers {
    /** The channel's ID. */
    'pin.end': string
  }
}

/**
 * The tables of pins. A pin is deleted together with its message (deleted, cleared, its author banned), and one without
 * an end together with the stream.
 */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_pins (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users,
    message_id TEXT NOT NULL REFERENCES chat_messages ON DELETE CASCADE,
    pinned_by_user_id TEXT NOT NULL REFERENCES users, starts_at TEXT NOT NULL, ends_at TEXT, updated_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS chat_pins_message ON chat_pins (message_id);
  CREATE TRIGGER IF NOT EXISTS chat_pins_end_with_stream AFTER DELETE ON streams BEGIN
    DELETE FROM chat_pins WHERE broadcaster_id = old.user_id AND ends_at IS NULL;
  END;`

/** The pins as /units lists them, with the pinned messages. */
export const pinUnits: Listing<object> = {
  sql: `SELECT chat_pins.broadcaster_id, message_id, user_id, text, pinned_by_user_id, starts_at, ends_at, updated_at
    FROM chat_pins JOIN chat_messages ON chat_messages.id = message_id`,
  key: ['broadcaster_id'],
}

/** The pins in the form of fixtures. */
export const pinFixtures: Listing<object> = {
  sql: 'SELECT broadcaster_id, message_id, pinned_by_user_id, starts_at, ends_at FROM chat_pins',
  key: ['broadcaster_id'],
}

/** The row as it is stored. */
export type PinRow = Pick<
  Pin,
  'broadcaster_id' | 'message_id' | 'pinned_by_user_id' | 'starts_at' | 'ends_at' | 'updated_at'
>

/** Inserts a pin; one with an end gets its timer. */
export function insertPin(store: Store, pin: PinRow): void {
  store.insert('chat_pins', { ...pin })
  setTimer(store, pin)
}

/** The properties of a new pin: the message, the moderator, and the duration in seconds. */
export interface NewPin {
  broadcaster_id: string
  message_id: string
  pinned_by_user_id: string
  duration_seconds?: number
}

type FoundPin = Omit<Pin, 'message'> & { text: string; fragments: string }

/** The pinned message of a channel. */
export function findPin(store: Store, broadcaster_id: string): Pin | undefined {
  const row = store.get<FoundPin>(
    `SELECT message_id, chat_pins.broadcaster_id, senders.id AS sender_user_id, senders.login AS sender_user_login,
       senders.display_name AS sender_user_name, pinned_by_user_id, pinners.login AS pinned_by_user_login,
       pinners.display_name AS pinned_by_user_name, text, fragments, starts_at, ends_at, updated_at
     FROM chat_pins JOIN chat_messages ON chat_messages.id = message_id JOIN users AS senders ON senders.id = user_id
       JOIN users AS pinners ON pinners.id = pinned_by_user_id
     WHERE chat_pins.broadcaster_id = $broadcaster_id`,
    { broadcaster_id },
  )
  if (!row) return undefined
  const { text, fragments, starts_at, ends_at, updated_at, ...who } = row
  const parsed = JSON.parse(fragments) as Fragment[]
  const message = { text, fragments: chatFragments(parsed) as Pin['message']['fragments'] }
  return { ...who, message, starts_at, ends_at, updated_at }
}

/** Pins a message of a channel that has no pin. */
export function pinMessage(store: Store, { duration_seconds, ...pin }: NewPin): void {
  store.transaction(() => {
    const now = toSecond(store.now())
    insertPin(store, { ...pin, starts_at: now, ends_at: endOf(store, duration_seconds), updated_at: now })
  })
}

/** Changes how long a pin lasts, from now on. */
export function extendPin(store: Store, broadcaster_id: string, duration_seconds?: number): void {
  store.transaction(() => {
    const ends_at = endOf(store, duration_seconds)
    setTimer(store, { broadcaster_id, ends_at })
    store.update('chat_pins', { ends_at, updated_at: toSecond(store.now()) }, { broadcaster_id })
  })
}

/** Removes the pin of a channel's chat; the message stays. */
export function unpinMessage(store: Store, broadcaster_id: string): void {
  store.transaction(() => {
    store.cancel('pin.end', broadcaster_id)
    store.run('DELETE FROM chat_pins WHERE broadcaster_id = $broadcaster_id', { broadcaster_id })
  })
}

/** The timers that end pins. */
export function timers(store: Store): void {
  // The timer's pin may have been deleted with its message, and the channel may have another pin by now.
  store.onTimer('pin.end', (broadcaster_id) => {
    const ends_at = findPin(store, broadcaster_id)?.ends_at
    if (ends_at && Date.parse(ends_at) <= store.now().getTime()) unpinMessage(store, broadcaster_id)
  })
}

/** Sets the timer of a channel's pin, instead of that of a pin before. */
function setTimer(
  store: Store,
  { broadcaster_id, ends_at }: Pick<PinRow, 'broadcaster_id' | 'ends_at'>,
): void {
  store.cancel('pin.end', broadcaster_id)
  if (ends_at) store.schedule('pin.end', broadcaster_id, new Date(ends_at))
}

/** The end of a pin with a duration in seconds; null for one that lasts until the stream ends. */
const endOf = (store: Store, seconds: number | undefined): string | null =>
  seconds === undefined ? null : toSecond(shifted(store.now(), seconds * Milliseconds.second))
