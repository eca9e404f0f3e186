import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { ChatSettings } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    'chat.settings.update': { before: ChatSettings; settings: ChatSettings; moderator_id: string }
  }
}

/** The tables of chat settings. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_settings (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, emote_mode INTEGER NOT NULL, follower_mode INTEGER NOT NULL,
    follower_mode_duration INTEGER, slow_mode INTEGER NOT NULL, slow_mode_wait_time INTEGER,
    subscriber_mode INTEGER NOT NULL, unique_chat_mode INTEGER NOT NULL, non_moderator_chat_delay INTEGER NOT NULL,
    non_moderator_chat_delay_duration INTEGER
  ) STRICT;`

/** The settings of a channel that never changed any. */
const initial: Omit<ChatSettings, 'broadcaster_id'> = {
  emote_mode: false,
  follower_mode: false,
  follower_mode_duration: null,
  slow_mode: false,
  slow_mode_wait_time: null,
  subscriber_mode: false,
  unique_chat_mode: false,
  non_moderator_chat_delay: false,
  non_moderator_chat_delay_duration: null,
}

const columns = Object.keys(initial).join(', ')

/** The columns, with defaults for channels without a row. */
const shownColumns = Object.entries(initial).map(([column, value]) =>
  value === null ? column : `ifnull(${column}, ${value}) AS ${column}`,
)

const modes = Object.entries(initial).flatMap(([column, value]) =>
  typeof value === 'boolean' ? [column] : [],
)

const readSettings = rowReader<ChatSettings>({ booleans: modes as (keyof ChatSettings)[] })

/** The settings of all channels as /units lists them. */
export const settingsUnits: Listing<object> = {
  sql: `SELECT users.rowid AS _row, users.id AS broadcaster_id, ${shownColumns}
    FROM chat_settings RIGHT JOIN users ON users.id = broadcaster_id`,
  key: ['_row'],
  read: readSettings,
}

/** Inserts settings, with the defaults of a new channel. */
export function insertChatSettings(
  store: Store,
  settings: Partial<ChatSettings> & { broadcaster_id: string },
): void {
  store.insert('chat_settings', { ...initial, ...settings })
}

/** The chat settings of a channel. */
export function findChatSettings(store: Store, broadcaster_id: string): ChatSettings {
  const sql = `SELECT broadcaster_id, ${columns} FROM chat_settings WHERE broadcaster_id = $broadcaster_id`
  const row = store.get(sql, { broadcaster_id })
  return row ? readSettings(row) : { broadcaster_id, ...initial }
}

/** Changes the settings of a chat, for a moderator. */
export function updateChatSettings(
  store: Store,
  { broadcaster_id, moderator_id }: { broadcaster_id: string; moderator_id: string },
  changes: Partial<ChatSettings>,
): ChatSettings {
  return store.transaction(() => {
    const before = findChatSettings(store, broadcaster_id)
    const settings = { ...before, ...changes }
    store.run('DELETE FROM chat_settings WHERE broadcaster_id = $broadcaster_id', { broadcaster_id })
    insertChatSettings(store, settings)
    store.emit('chat.settings.update', { before, settings, moderator_id })
    return settings
  })
}
