import type { Listing } from '../../../engine/page.ts'
import type { Store } from '../../../engine/store.ts'
import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { removeMessage } from '../../moderation/chat/store.ts'
import { both, chosenId, creates, fixture, reference, removes, requireUsers, type Units } from '../../unit.ts'
import { named } from '../../users/named.ts'
import { listWornBadges } from '../badges/worn.ts'
import { joinChat } from '../chatters/store.ts'
import { chatColorOf } from '../color/store.ts'
import {
  announcementColors,
  type ChatMessageRow,
  createMessage,
  findAnyMessage,
  findMessage,
  fragmentsOf,
  insertMessage,
  messageFixtures,
  messageUnits,
  plainMessage,
} from './store.ts'

const said = {
  ...both,
  text: t.String({ maxLength: 500 }),
  reply_parent_message_id: t.Optional(reference('chat_messages')),
  gif: t.Optional(
    t.Object(
      { gif_id: t.String(), url: t.String() },
      { description: 'The message is this GIF; its text is its title' },
    ),
  ),
}

const announcement_color = t.Optional(
  t.Enum(announcementColors, { description: 'The message is an announcement of this color' }),
)

/** The units of chat messages, for messages of any user, and of kinds that no operation of Helix can send. */
export const units: Units = {
  chat_messages: {
    description:
      'Messages in the chats of all channels, each with the name, color and badges of its author as they are now. ' +
      'A cheer is made by cheers.',
    rows: withLooks,
    create: creates(
      'Say something in a chat, whatever its rules',
      {
        ...said,
        announcement_color,
      },
      (store, { reply_parent_message_id, ...message }) => {
        requireUsers(store, message.broadcaster_id, message.user_id)
        if (reply_parent_message_id && !findMessage(store, message.broadcaster_id, reply_parent_message_id)) {
          throw notFound(`There is no message ${reply_parent_message_id}.`)
        }
        return createMessage(store, {
          ...message,
          ...(reply_parent_message_id && { reply_parent_message_id }),
        }).id
      },
    ),
    remove: removes('Delete a message, as the broadcaster does', (store, id) => {
      const message = findAnyMessage(store, id)!
      removeMessage(store, message, message.broadcaster_id)
    }),
    fixture: fixture(
      {
        ...chosenId,
        ...said,
        announcement_color,
        bits: t.Optional(t.Integer({ minimum: 1, description: 'How many were cheered with it' })),
        reward_id: t.Optional(
          reference('rewards', { description: 'The custom reward that it is the input for' }),
        ),
        sent_at: t.Optional(t.Timestamp()),
      },
      (store, { id = store.id(), gif, ...fields }) => {
        joinChat(store, fields.broadcaster_id, fields.user_id)
        insertMessage(store, {
          ...plainMessage,
          sent_at: store.now().toISOString(),
          ...fields,
          id,
          fragments: fragmentsOf(store, { ...fields, gif }),
        })
        return id
      },
      { rows: messageFixtures },
    ),
  },
}

/** The messages with the names, colors and badges of their authors, which are looked up once for each list. */
function withLooks(store: Store): Listing<object> {
  const looks = new Map<string, object>()
  const lookOf = (broadcaster_id: string, user_id: string) => {
    const key = `${broadcaster_id}:${user_id}`
    const look = looks.get(key) ?? {
      ...named(store, 'user', user_id),
      color: chatColorOf(store, user_id),
      badges: listWornBadges(store, broadcaster_id, user_id),
    }
    looks.set(key, look)
    return look
  }
  return {
    ...messageUnits,
    read: (row) => {
      const message = messageUnits.read!(row) as ChatMessageRow
      return { ...message, ...lookOf(message.broadcaster_id, message.user_id) }
    },
  }
}
