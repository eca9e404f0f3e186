import { conflict, notFound } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { findMessage } from '../messages/store.ts'
import { Pin, pinDuration } from './schema.ts'
import { extendPin, findPin, pinMessage, tables, timers, unpinMessage } from './store.ts'
import { units } from './unit.ts'

const manage = {
  token: 'user',
  scopes: ['moderator:manage:chat_messages'],
  userParam: 'moderator_id',
  moderatorOf: 'broadcaster_id',
} as const
const read = {
  ...manage,
  scopes: ['moderator:read:chat_messages', 'moderator:manage:chat_messages'],
} as const

const channel = { broadcaster_id: t.String(), moderator_id: t.String() }
const pinned = {
  ...channel,
  message_id: t.String(),
  duration_seconds: t.Optional(t.Integer({ ...pinDuration, mayBeText: true })),
}

const notPinned = () => notFound('The message in message_id is not pinned.')

/** https://dev.twitch.tv/docs/api/reference/#pin-chat-message */
export const chatPins: Resource = {
  tables,
  timers,
  units,
  routes: (store, helix) =>
    helix('Chat')
      .get(
        '/chat/pins',
        ({ query: { broadcaster_id } }) => ({ data: [findPin(store, broadcaster_id) ?? []].flat() }),
        {
          auth: read,
          query: query(channel),
          response: dataOf(Pin),
          detail: { summary: 'Get Pinned Chat Message' },
        },
      )
      .put(
        '/chat/pins',
        ({ query: { broadcaster_id, moderator_id, message_id, duration_seconds } }) => {
          if (!findMessage(store, broadcaster_id, message_id)) {
            throw notFound('The ID in message_id was not found.')
          }
          if (findPin(store, broadcaster_id)) throw conflict('A message is already pinned in the channel.')
          pinMessage(store, { broadcaster_id, message_id, pinned_by_user_id: moderator_id, duration_seconds })
        },
        {
          auth: manage,
          query: query(pinned, { alsoInBody: true }),
          detail: { summary: 'Pin Chat Message' },
        },
      )
      .patch(
        '/chat/pins',
        ({ query: { broadcaster_id, message_id, duration_seconds } }) => {
          if (findPin(store, broadcaster_id)?.message_id !== message_id) throw notPinned()
          extendPin(store, broadcaster_id, duration_seconds)
        },
        {
          auth: manage,
          query: query(pinned, { alsoInBody: true }),
          detail: { summary: 'Update Pinned Chat Message' },
        },
      )
      .delete(
        '/chat/pins',
        ({ query: { broadcaster_id, message_id } }) => {
          if (findPin(store, broadcaster_id)?.message_id !== message_id) throw notPinned()
          unpinMessage(store, broadcaster_id)
        },
        {
          auth: manage,
          query: query({ ...channel, message_id: t.String() }, { alsoInBody: true }),
          detail: { summary: 'Unpin Chat Message' },
        },
      ),
}
