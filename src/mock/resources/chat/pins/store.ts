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
 * The tables of pins. A pin goes with its message (deleted, cleared, its author banned), and one without an end goes
 * with the stream.
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

/** A moderator's wish: a message of the channel, for some seconds or until the stream ends. */
export interface NewPin {
  broadcaster_id: string
  message_id: string
  pinned_by_user_id: string
  duration_seconds?: number
}

type PinRow = Omit<Pin, 'message'> & { text: string; fragments: string }

/** The pinned message of a channel. */
export function findPin(store: Store, broadcaster_id: string): Pin | undefined {
  const row = store.get<PinRow>(
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
    const ends_at = scheduleEnd(store, pin.broadcaster_id, duration_seconds)
    store.insert('chat_pins', { ...pin, starts_at: now, ends_at, updated_at: now })
  })
}

/** Changes how long a pin lasts, from now on. */
export function extendPin(store: Store, broadcaster_id: string, duration_seconds?: number): void {
  store.transaction(() => {
    const ends_at = scheduleEnd(store, broadcaster_id, duration_seconds)
    store.update('chat_pins', { ends_at, updated_at: toSecond(store.now()) }, { broadcaster_id })
  })
}

/** Takes the pin off a channel's chat; the message stays. */
export function unpinMessage(store: Store, broadcaster_id: string): void {
  store.transaction(() => {
    store.cancel('pin.end', broadcaster_id)
    store.run('DELETE FROM chat_pins WHERE broadcaster_id = $broadcaster_id', { broadcaster_id })
  })
}

/** Pins end at their time. */
export function timers(store: Store): void {
  // The pin that the timer was set for may have gone with its message, and another one may have come.
  store.onTimer('pin.end', (broadcaster_id) => {
    const ends_at = findPin(store, broadcaster_id)?.ends_at
    if (ends_at && Date.parse(ends_at) <= store.now().getTime()) unpinMessage(store, broadcaster_id)
  })
}

function scheduleEnd(
  store: Store,
  broadcaster_id: string,
  duration_seconds: number | undefined,
): string | null {
  store.cancel('pin.end', broadcaster_id)
  if (duration_seconds === undefined) return null
  const ends = new Date(toSecond(shifted(store.now(), duration_seconds * Milliseconds.second)))
  store.schedule('pin.end', broadcaster_id, ends)
  return toSecond(ends)
}
