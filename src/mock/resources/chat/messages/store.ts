import { rowsOf } from '../../../engine/listing.ts'
import type { Listing } from '../../../engine/page.ts'
import { rowReader } from '../../../engine/rows.ts'
import type { Store } from '../../../engine/store.ts'
import { joinChat } from '../chatters/store.ts'
import { type Fragment, parseFragments } from '../fragments/store.ts'
import { findSharedChatSession } from '../shared-sessions/store.ts'

declare module '../../../engine/events.ts' {
  interface Events {
    /** Emitted for every channel in which the message appears; also for announcements, which have a color. */
    'chat.message': ChatMessage
    'chat.message_delete': ChatMessage
    'chat.clear': { broadcaster_id: string }
    'chat.clear_user_messages': { broadcaster_id: string; user_id: string }
  }
}

/** The tables of chat messages. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_messages (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    text TEXT NOT NULL, fragments TEXT NOT NULL, announcement_color TEXT, reply_parent_message_id TEXT,
    bits INTEGER, reward_id TEXT, source_broadcaster_id TEXT REFERENCES users, source_message_id TEXT,
    is_source_only INTEGER, sent_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS chat_messages_user ON chat_messages (broadcaster_id, user_id, sent_at);
  CREATE INDEX IF NOT EXISTS chat_messages_text ON chat_messages (broadcaster_id, text);`

/** The colors that highlight an announcement. */
export const announcementColors = ['blue', 'green', 'orange', 'purple', 'primary'] as const

/** One of these colors. */
export type AnnouncementColor = (typeof announcementColors)[number]

/** A message in a channel's chat. No operation of Helix lists messages, so the names are EventSub's. */
export interface ChatMessage extends ChatMessageRow {
  broadcaster_login: string
  broadcaster_name: string
  user_login: string
  user_name: string
}

/** The message as it is stored: the names are those of the users. */
export interface ChatMessageRow {
  id: string
  broadcaster_id: string
  /** The author. */
  user_id: string
  text: string
  fragments: Fragment[]
  /** The color of an announcement; null for other messages. */
  announcement_color: AnnouncementColor | null
  reply_parent_message_id: string | null
  /** The number of Bits cheered with the message. */
  bits: number | null
  /** The custom reward whose input the message is. */
  reward_id: string | null
  /** The channel in which it was written, and its ID there, if it is from another channel of a shared chat. */
  source_broadcaster_id: string | null
  source_message_id: string | null
  /** Whether it was sent only to its source channel; null outside a shared chat. */
  is_source_only: boolean | null
  sent_at: string
}

/** The properties of a plain message: no announcement, reply, cheer or input of a reward, outside a shared chat. */
export const plainMessage = {
  announcement_color: null,
  reply_parent_message_id: null,
  bits: null,
  reward_id: null,
  source_broadcaster_id: null,
  source_message_id: null,
  is_source_only: null,
} as const satisfies Partial<ChatMessageRow>

/** The properties of a new message; missing ones are those of a plain message. */
export type NewChatMessage = Pick<ChatMessageRow, 'broadcaster_id' | 'user_id' | 'text'> &
  Partial<Pick<ChatMessageRow, 'announcement_color' | 'reply_parent_message_id' | 'bits' | 'reward_id'>> & {
    /** Send it only to the source channel, not to the other channels of a shared chat. */
    for_source_only?: boolean
    /** A GIF as the message, whose title is the text. */
    gif?: { gif_id: string; url: string }
  }

/** The messages as /units lists them. */
export const messageUnits = rowsOf<ChatMessageRow>(
  'chat_messages',
  `id, broadcaster_id, user_id, text, fragments, announcement_color, reply_parent_message_id, bits, reward_id,
    source_broadcaster_id, source_message_id, sent_at`,
  { json: ['fragments'] },
)

/** The messages in their source channels, in the form of fixtures; references to deleted rows are null. */
export const messageFixtures: Listing<object> = {
  sql: `
    SELECT said.rowid AS _row, said.id, said.broadcaster_id, said.user_id, said.text, said.announcement_color,
      parents.id AS reply_parent_message_id, said.bits, custom_rewards.id AS reward_id, said.sent_at,
      CASE said.fragments ->> '$[0].type' WHEN 'gif' THEN said.fragments -> '$[0].gif' END AS gif
    FROM chat_messages AS said
      LEFT JOIN chat_messages AS parents
        ON parents.id = said.reply_parent_message_id AND parents.source_broadcaster_id IS NULL
      LEFT JOIN custom_rewards ON custom_rewards.id = said.reward_id AND deleted_at IS NULL
    WHERE said.source_broadcaster_id IS NULL`,
  key: ['_row'],
  read: rowReader<{ gif: object }>({ json: ['gif'] }),
}

const readMessage = rowReader<ChatMessage>({ json: ['fragments'] })

/** Inserts a message without an event. */
export function insertMessage(store: Store, message: ChatMessageRow): void {
  store.insert('chat_messages', { ...message })
}

/** The message in a channel's chat with an ID. */
export function findMessage(store: Store, broadcaster_id: string, id: string): ChatMessage | undefined {
  const message = findAnyMessage(store, id)
  return message?.broadcaster_id === broadcaster_id ? message : undefined
}

/** The message with an ID, in any chat. */
export function findAnyMessage(store: Store, id: string): ChatMessage | undefined {
  const row = store.get<ChatMessage>(
    `SELECT chat_messages.id, broadcaster_id, broadcasters.login AS broadcaster_login,
       broadcasters.display_name AS broadcaster_name, user_id, senders.login AS user_login,
       senders.display_name AS user_name, text, fragments, announcement_color, reply_parent_message_id,
       bits, reward_id, source_broadcaster_id, source_message_id, is_source_only, sent_at
     FROM chat_messages JOIN users AS broadcasters ON broadcasters.id = broadcaster_id
       JOIN users AS senders ON senders.id = user_id
     WHERE chat_messages.id = $id`,
    { id },
  )
  if (!row) return undefined
  const { is_source_only } = row
  return { ...readMessage(row), is_source_only: is_source_only === null ? null : Boolean(is_source_only) }
}

/** The last message of a user in a channel. */
export function lastMessage(
  store: Store,
  broadcaster_id: string,
  user_id: string,
): Pick<ChatMessageRow, 'text' | 'sent_at'> | undefined {
  return store.get(
    `SELECT text, sent_at FROM chat_messages WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id
     ORDER BY sent_at DESC, rowid DESC LIMIT 1`,
    { broadcaster_id, user_id },
  )
}

/** Whether a message is the first of its author in the channel, among the messages that were not deleted. */
export function isFirstMessage(store: Store, { broadcaster_id, user_id, id }: ChatMessageRow): boolean {
  const first = store.get<{ id: string }>(
    `SELECT id FROM chat_messages WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id
     ORDER BY sent_at, rowid LIMIT 1`,
    { broadcaster_id, user_id },
  )
  return first === undefined || first.id === id
}

/** Whether a channel has a message with the same text. */
export function isRepeated(store: Store, broadcaster_id: string, text: string): boolean {
  const sql = 'SELECT 1 FROM chat_messages WHERE broadcaster_id = $broadcaster_id AND text = $text'
  return store.get(sql, { broadcaster_id, text }) !== undefined
}

/** Creates a message, also in channels that share their chat, and adds its author to the chatters. */
export function createMessage(store: Store, wanted: NewChatMessage): ChatMessage {
  return store.transaction(() => {
    const session = findSharedChatSession(store, wanted.broadcaster_id)
    const source: ChatMessageRow = {
      ...plainMessage,
      id: store.id(),
      broadcaster_id: wanted.broadcaster_id,
      user_id: wanted.user_id,
      text: wanted.text,
      fragments: fragmentsOf(store, wanted),
      announcement_color: wanted.announcement_color ?? null,
      reply_parent_message_id: wanted.reply_parent_message_id ?? null,
      bits: wanted.bits ?? null,
      reward_id: wanted.reward_id ?? null,
      ...(session && { is_source_only: wanted.for_source_only ?? false }),
      sent_at: store.now().toISOString(),
    }
    joinChat(store, source.broadcaster_id, source.user_id)
    const message = inserted(store, source)
    if (!source.is_source_only) {
      for (const { broadcaster_id } of session?.participants ?? []) {
        if (broadcaster_id !== source.broadcaster_id) inserted(store, copyFor(store, broadcaster_id, source))
      }
    }
    return message
  })
}

/** The fragments of a new message. */
export const fragmentsOf = (store: Store, { gif, ...written }: NewChatMessage): Fragment[] =>
  gif ? [{ type: 'gif', text: written.text, gif }] : parseFragments(store, written)

/** Deletes a message from a channel's chat. */
export function deleteMessage(store: Store, message: ChatMessage): void {
  store.transaction(() => {
    store.run('DELETE FROM chat_messages WHERE id = $id', { id: message.id })
    store.emit('chat.message_delete', message)
  })
}

/** Deletes all messages of a channel's chat. */
export function clearMessages(store: Store, broadcaster_id: string): void {
  store.transaction(() => {
    store.run('DELETE FROM chat_messages WHERE broadcaster_id = $broadcaster_id', { broadcaster_id })
    store.emit('chat.clear', { broadcaster_id })
  })
}

/** Deletes all messages of a user from a channel's chat. */
export function clearUserMessages(store: Store, broadcaster_id: string, user_id: string): void {
  store.transaction(() => {
    store.run('DELETE FROM chat_messages WHERE broadcaster_id = $broadcaster_id AND user_id = $user_id', {
      broadcaster_id,
      user_id,
    })
    store.emit('chat.clear_user_messages', { broadcaster_id, user_id })
  })
}

function inserted(store: Store, row: ChatMessageRow): ChatMessage {
  insertMessage(store, row)
  const message = findMessage(store, row.broadcaster_id, row.id)!
  store.emit('chat.message', message)
  return message
}

const copyFor = (store: Store, broadcaster_id: string, source: ChatMessageRow): ChatMessageRow => ({
  ...source,
  id: store.id(),
  broadcaster_id,
  source_broadcaster_id: source.broadcaster_id,
  source_message_id: source.id,
})
