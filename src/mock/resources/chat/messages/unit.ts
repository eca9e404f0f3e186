import { notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { both, creates, requireUsers, type Units } from '../../unit.ts'
import { chatMessageUnits, createMessage, findMessage } from './store.ts'

/** The units of chat messages: what somebody says whom no token stands for, and what no operation can send. */
export const units: Units = {
  chat_messages: {
    description: 'Messages in the chats of all channels.',
    rows: () => chatMessageUnits,
    create: creates(
      'Say something in a chat, whatever its rules',
      {
        ...both,
        text: t.String({ maxLength: 500 }),
        reply_parent_message_id: t.Optional(t.String()),
        gif: t.Optional(
          t.Object(
            { gif_id: t.String(), url: t.String() },
            { description: 'The message is this GIF; its text is its title' },
          ),
        ),
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
  },
}
