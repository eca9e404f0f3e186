import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import type { Channel } from './schema.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** Title, category, language or labels of a channel were changed. */
    'channel.update': Channel
  }
}

/** The tables of channels. */
export const tables = `
  CREATE TABLE IF NOT EXISTS channels (
    broadcaster_id TEXT PRIMARY KEY REFERENCES users, broadcaster_language TEXT NOT NULL,
    game_id TEXT REFERENCES categories, title TEXT NOT NULL, delay INTEGER NOT NULL, tags TEXT NOT NULL,
    content_classification_labels TEXT NOT NULL, is_branded_content INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS channels_game ON channels (game_id);`

/** The row as it is stored, without names. */
export type ChannelRow = Omit<Channel, 'broadcaster_login' | 'broadcaster_name' | 'game_name'>

const initial: Omit<ChannelRow, 'broadcaster_id'> = {
  broadcaster_language: 'en',
  game_id: '',
  title: '',
  delay: 0,
  tags: [],
  content_classification_labels: [],
  is_branded_content: false,
}

const readChannel = rowReader<Channel>({
  booleans: ['is_branded_content'],
  json: ['tags', 'content_classification_labels'],
})

/** Inserts a channel, with the defaults of a new one. Every user must have one. */
export function insertChannel(store: Store, channel: Partial<ChannelRow> & { broadcaster_id: string }): void {
  const row = { ...initial, ...channel }
  store.insert('channels', { ...row, game_id: row.game_id || null })
}

/** The channels of the given broadcasters. */
export function listChannels(store: Store, broadcaster_ids: readonly string[]): Channel[] {
  const sql = `
    SELECT broadcaster_id, login AS broadcaster_login, display_name AS broadcaster_name, broadcaster_language,
      ifnull(game_id, '') AS game_id, ifnull(name, '') AS game_name, title, delay, tags,
      content_classification_labels, is_branded_content
    FROM channels JOIN users ON users.id = broadcaster_id LEFT JOIN categories ON categories.id = game_id
    WHERE broadcaster_id IN (SELECT value FROM json_each($broadcaster_ids))
    ORDER BY users.rowid`
  return store.all(sql, { broadcaster_ids }).map(readChannel)
}

/** The language that a channel is in. */
export function languageOf(store: Store, broadcaster_id: string): string {
  const sql = 'SELECT broadcaster_language FROM channels WHERE broadcaster_id = $broadcaster_id'
  return store.get<ChannelRow>(sql, { broadcaster_id })!.broadcaster_language
}

/** The channel of a broadcaster. */
export function findChannel(store: Store, broadcaster_id: string): Channel | undefined {
  return listChannels(store, [broadcaster_id])[0]
}

/** Changes a channel, and emits an event if viewers see a change. An empty game_id unsets the category. */
export function updateChannel(
  store: Store,
  broadcaster_id: string,
  { game_id, ...changes }: Partial<Omit<ChannelRow, 'broadcaster_id'>>,
): void {
  store.transaction(() => {
    const before = findChannel(store, broadcaster_id)!
    const category = game_id === undefined ? {} : { game_id: game_id || null }
    store.update('channels', { ...changes, ...category }, { broadcaster_id })
    const after = findChannel(store, broadcaster_id)!
    if (visible.some((field) => String(before[field]) !== String(after[field]))) {
      store.emit('channel.update', after)
    }
  })
}

const visible = ['title', 'game_id', 'broadcaster_language', 'content_classification_labels'] as const
