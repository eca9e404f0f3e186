import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { both, chosenId, creates, fixture, reference, requireUsers, type Units } from '../../unit.ts'
import { joinChat } from '../chatters/store.ts'
import {
  chatMessageUnits,
  createMessage,
  findMessage,
  fragmentsOf,
  insertMessage,
  messageFixtures,
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

/** The units of chat messages: what somebody says whom no token stands for, and what no operation can send. */
export const units: Units = {
  chat_messages: {
    description: 'Messages in the chats of all channels.',
    rows: () => chatMessageUnits,
    create: creates(
      'Say something in a chat, whatever its rules',
      {
        ...said,
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
    fixture: fixture(
      {
        ...chosenId,
        ...said,
        announcement_color: t.Optional(t.Enum(['blue', 'green', 'orange', 'purple', 'primary'])),
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
