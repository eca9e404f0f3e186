import { derivedId } from '../../../../lib/derived-id.ts'
import { rowsOf } from '../../../engine/listing.ts'
import type { Store } from '../../../engine/store.ts'
import type { Fragment } from '../fragments/store.ts'
import { listSharing } from '../shared-sessions/store.ts'

/**
 * What Twitch says in a channel's chat about what a user did.
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

/** What the other channels of a shared chat see too. */
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
  /** Null for somebody who stays anonymous. */
  user_id: string | null
  kind: NoticeKind
  /** What the kind tells, in EventSub's words. */
  details: Readonly<Record<string, unknown>>
  system_message: string
  /** What the user said with it. */
  text?: string
  fragments?: readonly Fragment[]
  /** The ID of the chat message that it is; otherwise an ID is derived, the same for the same notice. */
  message_id?: string
  /** Where it came from, in a shared chat. */
  source_broadcaster_id?: string | null
  source_message_id?: string | null
  /** Whether the other channels of a shared chat were spared; null outside one. */
  is_source_only?: boolean | null
}

/** A notice in one channel. */
export type PlacedNotice = Notice & { message_id: string }

declare module '../../../engine/events.ts' {
  interface Events {
    /** What no operation of Twitch's API can cause, such as a watch streak. */
    'chat.notice': Notice
  }
}

/** The table of notices. */
export const tables = `
  CREATE TABLE IF NOT EXISTS chat_notices (
    id TEXT PRIMARY KEY, broadcaster_id TEXT NOT NULL REFERENCES users, user_id TEXT NOT NULL REFERENCES users,
    kind TEXT NOT NULL, details TEXT NOT NULL, system_message TEXT NOT NULL, said_at TEXT NOT NULL
  ) STRICT;`

/** The notices as /units lists them. */
export const noticeUnits = rowsOf<{ details: object }>(
  'chat_notices',
  'id, broadcaster_id, user_id, kind, details, system_message, said_at',
  { json: ['details'] },
)

/** Says a notice in a channel's chat. */
export function createNotice(store: Store, notice: Notice & { user_id: string }): string {
  return store.transaction(() => {
    const { broadcaster_id, user_id, kind, details, system_message } = notice
    const id = store.id()
    const said_at = store.now().toISOString()
    store.insert('chat_notices', { id, broadcaster_id, user_id, kind, details, system_message, said_at })
    store.emit('chat.notice', notice)
    return id
  })
}

/** A notice where it is read: in its channel, and in those that share their chat with it. */
export function placesOf(store: Store, notice: Notice, at: Date): PlacedNotice[] {
  const { broadcaster_id, user_id, kind, details } = notice
  // An announcement is a chat message, which is copied by itself.
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
