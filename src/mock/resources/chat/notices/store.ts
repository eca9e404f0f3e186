import { derivedId } from '../../../../lib/derived-id.ts'
import { rowsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import type { Fragment } from '../fragments/store.ts'
import { listSharing } from '../shared-sessions/store.ts'

/**
 * The kinds of notices, by which Twitch tells a channel's chat of a user's action.
 * Source: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchatnotification
 */
export const noticeKinds = [
  'sub',
  'resub',
  'sub_gift',
  'community_sub_gift',
  'gift_paid_upgrade',
  'prime_paid_upgrade',
  'pay_it_forward',
  'raid',
  'unraid',
  'announcement',
  'bits_badge_tier',
  'charity_donation',
  'watch_streak',
  'modiversary',
  'unknown',
] as const

/** One of these kinds. */
export type NoticeKind = (typeof noticeKinds)[number]

/** The kinds that also appear in the other channels of a shared chat. */
export const sharedKinds: readonly NoticeKind[] = [
  'sub',
  'resub',
  'sub_gift',
  'community_sub_gift',
  'gift_paid_upgrade',
  'prime_paid_upgrade',
  'pay_it_forward',
  'raid',
  'announcement',
  'modiversary',
]

/** A notice in a chat. */
export interface Notice {
  broadcaster_id: string
  /** The user; null for an anonymous one. */
  user_id: string | null
  kind: NoticeKind
  /** The details of the kind, as EventSub names them. */
  details: Readonly<Record<string, unknown>>
  system_message: string
  /** The user's message with the notice. */
  text?: string
  fragments?: readonly Fragment[]
  /** The ID of the notice's chat message; without one, an ID is derived from the notice. */
  message_id?: string
  /** The source channel, in a shared chat. */
  source_broadcaster_id?: string | null
  source_message_id?: string | null
  /** Whether it was sent only to its source channel; null outside a shared chat. */
  is_source_only?: boolean | null
}

/** A notice in one channel. */
export type PlacedNotice = Notice & { message_id: string }

declare module '../../../engine/events.ts' {
  interface Events {
    /** A notice that no operation of Helix can cause, such as a watch streak. */
    'chat.notice': Notice
  }
}

/** The table of notices, except announcements, which are chat messages. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_notices (
    id TEXT PRIMARY KEY, message_id TEXT NOT NULL, broadcaster_id TEXT NOT NULL REFERENCES users,
    user_id TEXT REFERENCES users, kind TEXT NOT NULL, details TEXT NOT NULL, system_message TEXT NOT NULL,
    text TEXT NOT NULL, said_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS chat_notices_channel ON chat_notices (broadcaster_id);`

/** The notices as /units lists them. */
export const noticeUnits = rowsOf<{ details: object }>(
  'chat_notices',
  'id, message_id, broadcaster_id, user_id, kind, details, system_message, text, said_at',
  { json: ['details'] },
)

/** Creates a notice in a channel's chat. */
export function createNotice(store: Store, notice: Notice & { user_id: string }): string {
  return store.transaction(() => {
    const id = keepNotice(store, notice, store.now())
    store.emit('chat.notice', notice)
    return id
  })
}

/**
 * Stores a notice, for each channel in which it appears.
 *
 * @returns the ID of its row in its own channel
 */
export function keepNotice(store: Store, notice: Notice, at: Date): string {
  const { user_id, kind, details, system_message, text = '' } = notice
  const said = { user_id, kind, details, system_message, text, said_at: at.toISOString() }
  const [own = ''] = placesOf(store, notice, at).map(({ broadcaster_id, message_id }) => {
    const id = store.id()
    store.insert('chat_notices', { id, message_id, broadcaster_id, ...said })
    return id
  })
  return own
}

/** The notice in each channel in which it appears: its own, and those that share their chat with it. */
export function placesOf(store: Store, notice: Notice, at: Date): PlacedNotice[] {
  const { broadcaster_id, user_id, kind, details } = notice
  // An announcement is a chat message, and createMessage copies it to the other channels.
  if (notice.message_id) return [{ ...notice, message_id: notice.message_id }]
  const message_id = derivedId(kind, broadcaster_id, user_id, at.getTime(), JSON.stringify(details))
  const sharing = listSharing(store, broadcaster_id)
  const is_source_only = sharing.length > 0 ? !sharedKinds.includes(kind) : null
  const copies = is_source_only ? [] : sharing
  return [
    { ...notice, message_id, is_source_only },
    ...copies.map((copy_id) => ({
      ...notice,
      broadcaster_id: copy_id,
      message_id: derivedId(message_id, copy_id),
      source_broadcaster_id: broadcaster_id,
      source_message_id: message_id,
      is_source_only,
    })),
  ]
}
