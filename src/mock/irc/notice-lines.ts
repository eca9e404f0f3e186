import type { Listener } from '../engine/events.ts'
import type { Store } from '../engine/store.ts'
import { parseFragments } from '../resources/chat/fragments/store.ts'
import { noticeCauses } from '../resources/chat/notices/sources.ts'
import { type PlacedNotice, placesOf } from '../resources/chat/notices/store.ts'
import { findUser } from '../resources/users/store.ts'
import { Line } from './line.ts'
import { nameOf, paramsOf } from './notice-params.ts'
import type { Rooms } from './rooms.ts'
import type { ChatSession } from './session.ts'
import { chatterTags, emotesTag } from './tags.ts'

/** The user in whose name IRC shows anonymous gifts. */
const anonymousGifter = {
  user_id: '274598607',
  user_login: 'ananonymousgifter',
  user_name: 'AnAnonymousGifter',
}

/** Sends the rooms a USERNOTICE for each notice, from the same notices as channel.chat.notification. */
export function broadcastNotices(store: Store, rooms: Rooms<ChatSession>): void {
  for (const { name, noticesOf } of noticeCauses) {
    const listener: Listener<typeof name> = (payload, at) => {
      for (const notice of noticesOf(store, payload, at)) {
        for (const placed of placesOf(store, notice, at)) {
          if (rooms.hasMembers(placed.broadcaster_id))
            rooms.send(placed.broadcaster_id, noticeLine(store, placed, at))
        }
      }
    }
    // Notices are not derived from events while no client is in a room.
    store.on(name, listener, () => !rooms.isEmpty)
  }
}

function noticeLine(store: Store, notice: PlacedNotice, at: Date): Line {
  const { broadcaster_id, text, source_broadcaster_id, source_message_id, is_source_only } = notice
  const user_id = notice.user_id ?? anonymousGifter.user_id
  const login = notice.user_id ? (findUser(store, user_id)?.login ?? '') : anonymousGifter.user_login
  const { 'display-name': name, ...chatter } = chatterTags(store, broadcaster_id, user_id)
  const fragments = notice.fragments ?? parseFragments(store, { broadcaster_id, user_id, text: text ?? '' })
  const isShared = is_source_only !== undefined && is_source_only !== null
  return new Line('USERNOTICE', [`#${findUser(store, broadcaster_id)?.login}`], {
    ...(text && { text }),
    tags: {
      ...chatter,
      'display-name': notice.user_id ? name : anonymousGifter.user_name,
      emotes: emotesTag(fragments),
      flags: '',
      id: notice.message_id,
      login,
      'msg-id': source_broadcaster_id ? 'sharedchatnotice' : nameOf(notice),
      ...paramsOf(store, notice),
      'room-id': broadcaster_id,
      ...(isShared && {
        'source-id': source_message_id ?? notice.message_id,
        'source-msg-id': nameOf(notice),
        'source-only': is_source_only,
        'source-room-id': source_broadcaster_id ?? broadcaster_id,
      }),
      'system-msg': notice.system_message,
      'tmi-sent-ts': at.getTime(),
    },
  })
}
