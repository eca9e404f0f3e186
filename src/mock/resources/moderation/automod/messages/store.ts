import { rowsOf } from '../../../../engine/listing.ts'
import type { Listing } from '../../../../engine/page.ts'
import { rowReader } from '../../../../engine/rows.ts'
import type { Store } from '../../../../engine/store.ts'
import { Milliseconds, shifted } from '../../../../engine/time.ts'
import { createMessage } from '../../../chat/messages/store.ts'
import type { Levels } from '../settings/schema.ts'
import type { Action } from './schema.ts'

declare module '../../../../engine/events.ts' {
  interface Events {
    'automod.message.hold': HeldMessage
    'automod.message.update': HeldMessageUpdate
  }
  interface Timers {
    /** The message's ID. */
    'automod.message.expire': string
  }
}

/** How long a message waits for a moderator. */
const HOLD_MS = 5 * Milliseconds.minute

/** The tables of held messages. */
export const tables = `
  CREATE TABLE IF NOT EXISTS held_messages (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    text TEXT NOT NULL, reply_parent_message_id TEXT, category TEXT, level INTEGER, blocked_term_ids TEXT NOT NULL,
    held_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS held_messages_channel ON held_messages (broadcaster_id, held_at, id);`

/** The held messages as /units lists them. */
export const heldMessageUnits = rowsOf(
  'held_messages',
  'id, broadcaster_id, user_id, text, category, level, held_at',
)

/** The messages that are held by AutoMod's levels, not for a blocked term, in the form of fixtures. */
export const heldMessageFixtures: Listing<object> = {
  ...heldMessageUnits,
  sql: `${heldMessageUnits.sql} WHERE category IS NOT NULL`,
}

/** The default category and level of a held message. */
export const offense = { category: 'aggression', level: 4 } as const

/** A message that waits for a moderator's decision. */
export interface HeldMessage {
  id: string
  broadcaster_id: string
  /** The author. */
  user_id: string
  text: string
  reply_parent_message_id: string | null
  /** The category and level for which AutoMod holds it; null for a blocked term. */
  category: keyof Levels | null
  level: number | null
  blocked_term_ids: readonly string[]
  held_at: string
}

/** The final status of a held message; without a moderator if it expired. */
export interface HeldMessageUpdate {
  message: HeldMessage
  status: 'approved' | 'denied' | 'expired'
  moderator_id: string | null
}

/** The properties of a new held message. */
export type NewHeldMessage = Pick<HeldMessage, 'broadcaster_id' | 'user_id' | 'text'> &
  Partial<Pick<HeldMessage, 'reply_parent_message_id' | 'category' | 'level' | 'blocked_term_ids'>>

const readHeldMessage = rowReader<HeldMessage>({ json: ['blocked_term_ids'] })

/** The held message with an ID. */
export function findHeldMessage(store: Store, id: string): HeldMessage | undefined {
  const row = store.get(
    `SELECT id, broadcaster_id, user_id, text, reply_parent_message_id, category, level, blocked_term_ids, held_at
     FROM held_messages WHERE id = $id`,
    { id },
  )
  return row && readHeldMessage(row)
}

/** Inserts a held message without an event and without a timer. */
export function insertHeldMessage(store: Store, message: HeldMessage): void {
  store.insert('held_messages', { ...message })
}

/** Holds a message for five minutes at most; by default for AutoMod's category of aggression. */
export function holdMessage(store: Store, wanted: NewHeldMessage): HeldMessage {
  return store.transaction(() => {
    const { blocked_term_ids = [] } = wanted
    const byAutoMod = blocked_term_ids.length === 0
    const now = store.now()
    const message: HeldMessage = {
      ...wanted,
      id: store.id(),
      reply_parent_message_id: wanted.reply_parent_message_id ?? null,
      category: wanted.category ?? (byAutoMod ? offense.category : null),
      level: wanted.level ?? (byAutoMod ? offense.level : null),
      blocked_term_ids,
      held_at: now.toISOString(),
    }
    insertHeldMessage(store, message)
    store.schedule('automod.message.expire', message.id, shifted(now, HOLD_MS))
    store.emit('automod.message.hold', message)
    return message
  })
}

/** Allows a held message, which is then sent. */
export function allowMessage(store: Store, message: HeldMessage, moderator_id: string): void {
  const { broadcaster_id, user_id, text, reply_parent_message_id } = message
  store.transaction(() => {
    decide(store, { message, status: 'approved', moderator_id })
    createMessage(store, { broadcaster_id, user_id, text, reply_parent_message_id })
  })
}

/** Denies a held message. */
export function denyMessage(store: Store, message: HeldMessage, moderator_id: string): void {
  decide(store, { message, status: 'denied', moderator_id })
}

/** The function for each decision about a held message. */
export const decisions: Readonly<Record<Action, typeof allowMessage>> = {
  ALLOW: allowMessage,
  DENY: denyMessage,
}

/** The timer that expires held messages, which are then never sent. */
export function timers(store: Store): void {
  store.onTimer('automod.message.expire', (id) => {
    const message = findHeldMessage(store, id)
    if (message) decide(store, { message, status: 'expired', moderator_id: null })
  })
}

function decide(store: Store, update: HeldMessageUpdate): void {
  const { id } = update.message
  store.transaction(() => {
    store.run('DELETE FROM held_messages WHERE id = $id', { id })
    store.cancel('automod.message.expire', id)
    store.emit('automod.message.update', update)
  })
}
