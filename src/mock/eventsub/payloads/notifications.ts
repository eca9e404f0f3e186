import type { Store } from '../../engine/store.ts'
import { listWornBadges } from '../../resources/chat/badges/worn.ts'
import { chatColorOf } from '../../resources/chat/color/store.ts'
import { parseFragments } from '../../resources/chat/fragments/store.ts'
import { chatFragments } from '../../resources/chat/fragments/wire.ts'
import { noticeSources } from '../../resources/chat/notices/sources.ts'
import {
  type Notice,
  type NoticeKind,
  noticeKinds,
  type PlacedNotice,
  placesOf,
} from '../../resources/chat/notices/store.ts'
import { namedOrNull } from '../../resources/users/named.ts'
import { sourceOf } from './chat.ts'
import {
  type ExampleContext,
  events,
  exampleOfKind,
  inChannel,
  type WrittenEvent,
  writersFrom,
} from './core/events.ts'
import { exampleNotices } from './example-notices.ts'

/** https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/#channelchatnotification */
export const notifications = events({
  'channel.chat.notification 1': {
    on: writersFrom(noticeSources, (store, notice: Notice, at) =>
      placesOf(store, notice, at).map((placed) => written(store, placed)),
    ),
    example,
  },
})

function written(store: Store, notice: PlacedNotice): WrittenEvent {
  const { broadcaster_id, user_id, kind, details, text = '', source_broadcaster_id = null } = notice
  const notice_type = source_broadcaster_id ? sharedName(kind) : kind
  const { fragments = user_id ? parseFragments(store, { broadcaster_id, user_id, text }) : [] } = notice
  return inChannel(store, broadcaster_id, {
    ...namedOrNull(store, 'chatter_user', user_id),
    chatter_is_anonymous: user_id === null,
    color: user_id ? chatColorOf(store, user_id) : '',
    badges: user_id ? listWornBadges(store, broadcaster_id, user_id) : [],
    system_message: notice.system_message,
    message_id: notice.message_id,
    message: { text, fragments: chatFragments(fragments) },
    notice_type,
    ...emptyBlocks,
    ...(kind !== 'unknown' && { [notice_type]: details }),
    ...sourceOf(store, user_id, {
      source_broadcaster_id,
      source_message_id: notice.source_message_id ?? null,
    }),
    is_source_only: notice.is_source_only ?? null,
  })
}

function sharedName(kind: NoticeKind): string {
  return `shared_chat_${kind}`
}

/** The members for the details of all notices, as null; each notice fills its own. */
const emptyBlocks = Object.fromEntries(
  [
    ...noticeKinds.filter((kind) => kind !== 'unknown'),
    ...noticeKinds.filter((kind) => kind !== 'unknown' && kind !== 'watch_streak').map(sharedName),
  ].map((name) => [name, null]),
)

/** An example of the requested notice; one whose name begins with shared_chat_ is from the other channel. */
function example(context: ExampleContext): WrittenEvent {
  const { store, at, other_id } = context
  const { notice_type } = context.fields
  const isShared = typeof notice_type === 'string' && notice_type.startsWith('shared_chat_')
  const kind = isShared ? notice_type.slice('shared_chat_'.length) : notice_type
  const notice = exampleOfKind(exampleNotices, kind, context)(context)
  const message_id = notice.message_id ?? store.id()
  const source = isShared && {
    source_broadcaster_id: other_id,
    source_message_id: store.id(),
    is_source_only: false,
  }
  return written(store, { ...placesOf(store, { ...notice, message_id }, at)[0]!, ...source })
}
