import { toSecond } from '../../../engine/time.ts'
import { conflict, notFound } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import {
  broadcaster,
  creates,
  fixture,
  reference,
  removes,
  requireUsers,
  type Units,
  updates,
} from '../../unit.ts'
import { findMessage } from '../messages/store.ts'
import { pinDuration } from './schema.ts'
import { extendPin, findPin, insertPin, pinFixtures, pinMessage, pinUnits, unpinMessage } from './store.ts'

const pinned = {
  ...broadcaster,
  message_id: reference('chat_messages'),
  pinned_by_user_id: t.Optional(
    reference('users', { description: 'Who pins; the broadcaster if it is left out' }),
  ),
}

const duration_seconds = t.Optional(t.Integer(pinDuration))

/** The units of pinned messages. */
export const units: Units = {
  chat_pins: {
    description:
      'The pinned messages of all chats, one of a chat at most. The ID of a row is broadcaster_id.',
    rows: () => pinUnits,
    id: 'broadcaster_id',
    create: creates(
      'Pin a message',
      { ...pinned, duration_seconds },
      (store, { broadcaster_id, message_id, pinned_by_user_id = broadcaster_id, ...wanted }) => {
        requireUsers(store, broadcaster_id, pinned_by_user_id)
        if (!findMessage(store, broadcaster_id, message_id))
          throw notFound(`There is no message ${message_id} in the chat.`)
        if (findPin(store, broadcaster_id)) throw conflict('A message is already pinned in the channel.')
        pinMessage(store, { broadcaster_id, message_id, pinned_by_user_id, ...wanted })
        return broadcaster_id
      },
    ),
    fixture: fixture(
      { ...pinned, starts_at: t.Optional(t.Timestamp()), ends_at: t.Optional(t.Timestamp()) },
      (store, { pinned_by_user_id = '', ends_at = null, starts_at = toSecond(store.now()), ...pin }) => {
        const by = pinned_by_user_id || pin.broadcaster_id
        insertPin(store, { ...pin, pinned_by_user_id: by, starts_at, ends_at, updated_at: starts_at })
        return pin.broadcaster_id
      },
      { rows: pinFixtures },
    ),
    update: updates(
      'Change how long a pin lasts, from now on',
      { duration_seconds },
      (store, id, { duration_seconds }) => extendPin(store, id, duration_seconds),
    ),
    remove: removes('Take the pin off a chat; the message stays', unpinMessage),
  },
}
