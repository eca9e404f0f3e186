import type { Store } from '../../engine/store.ts'
import { listWornBadges } from '../../resources/chat/badges/worn.ts'
import { type Fragment, parseFragments } from '../../resources/chat/fragments/store.ts'
import { chatFragments } from '../../resources/chat/fragments/wire.ts'
import { listSharing } from '../../resources/chat/shared-sessions/store.ts'
import type { EventSubEvent } from '../event.ts'
import { colorOf, sourceOf } from './chat.ts'
import { derivedId } from './core/derived-id.ts'
import { inChannel } from './core/event-group.ts'
import { anonymousGifter, named } from './core/named.ts'

const kinds = [
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
] as const

export type NoticeKind = (typeof kinds)[number]

/** What the other channels of a shared chat see too. */
const shared: readonly NoticeKind[] = [
  'sub',
  'resub',
  'sub_gift',
  'community_sub_gift',
  'gift_paid_upgrade',
  'prime_paid_upgrade',
  'raid',
  'pay_it_forward',
  'announcement',
]

/** What Twitch itself says in a channel's chat about what a user did. */
export interface Notice {
  broadcaster_id: string
  /** Null for somebody who stays anonymous. */
  user_id: string | null
  kind: NoticeKind
  details: object
  system_message: string
  /** What the user said to it. */
  text?: string
  fragments?: readonly Fragment[]
  /** If it is a message of the chat; otherwise one is made up, the same for the same occurrence. */
  message_id?: string
  /** Where it came from, in a shared chat. */
  source_broadcaster_id?: string | null
  source_message_id?: string | null
}

/**
 * The notice, in its channel and in those that share their chat with it.
 *
 * Source: https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchatnotification
 */
export function notices(store: Store, notice: Notice, at: Date): EventSubEvent[] {
  const { broadcaster_id, user_id, kind } = notice
  const source_message_id = derivedId(
    kind,
    broadcaster_id,
    user_id,
    at.getTime(),
    JSON.stringify(notice.details),
  )
  const copies = shared.includes(kind) ? listSharing(store, broadcaster_id) : []
  return [
    noticed(store, { message_id: source_message_id, ...notice }, at),
    ...copies.map((copy_id) =>
      noticed(
        store,
        {
          ...notice,
          broadcaster_id: copy_id,
          message_id: derivedId(source_message_id, copy_id),
          source_broadcaster_id: broadcaster_id,
          source_message_id,
        },
        at,
      ),
    ),
  ]
}

/** The notice in its channel alone. */
export function noticed(store: Store, notice: Notice, at: Date): EventSubEvent {
  const { broadcaster_id, user_id, kind, details, text = '', source_broadcaster_id = null } = notice
  const notice_type = source_broadcaster_id ? `shared_chat_${kind}` : kind
  const { fragments = user_id ? parseFragments(store, { broadcaster_id, user_id, text }) : [] } = notice
  return inChannel(
    store,
    { type: 'channel.chat.notification', broadcaster_id, at },
    {
      ...chatterOf(store, user_id),
      chatter_is_anonymous: user_id === null,
      color: user_id ? colorOf(store, user_id) : '',
      badges: user_id ? listWornBadges(store, broadcaster_id, user_id) : [],
      system_message: notice.system_message,
      message_id: notice.message_id,
      message: { text, fragments: chatFragments(fragments) },
      notice_type,
      ...untold,
      [notice_type]: details,
      ...sourceOf(store, user_id, {
        source_broadcaster_id,
        source_message_id: notice.source_message_id ?? null,
      }),
    },
  )
}

const untold = Object.fromEntries(
  kinds.flatMap((kind) => [kind, `shared_chat_${kind}`]).map((key) => [key, null]),
)

function chatterOf(store: Store, user_id: string | null): object {
  if (user_id) return named(store, 'chatter_user', user_id)
  const { user_id: id, user_login, user_name } = anonymousGifter
  return { chatter_user_id: id, chatter_user_login: user_login, chatter_user_name: user_name }
}
