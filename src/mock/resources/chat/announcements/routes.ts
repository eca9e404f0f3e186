import { badRequest } from '../../../http/errors.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import { failsAutoMod } from '../../moderation/automod/rule.ts'
import type { Resource } from '../../resource.ts'
import { announcementColors, createMessage } from '../messages/store.ts'

const MAXIMUM_LENGTH = 500

/** Milliseconds between two announcements of one sender in one channel. */
const INTERVAL = 2000

/** https://dev.twitch.tv/docs/api/reference/#send-chat-announcement */
export const announcements: Resource = {
  routes: (store, helix) => {
    const limit = helix.limit(1, INTERVAL)
    return helix('Chat').post(
      '/chat/announcements',
      ({
        query: { broadcaster_id, moderator_id },
        body: { message, color = 'primary', ...wanted },
        caller,
      }) => {
        const isApp = caller.user_id === ''
        if (wanted.for_source_only !== undefined && !isApp) {
          throw badRequest('Cannot set for_source_only if User Access Token is used.')
        }
        if (failsAutoMod(message)) throw badRequest('The string in the message field failed review.')
        limit.take(
          `${moderator_id}:${broadcaster_id}`,
          'The sender has exceeded the number of announcements they may send to this broadcaster_id ' +
            'within a given window.',
        )
        const text = [...message].slice(0, MAXIMUM_LENGTH).join('')
        createMessage(store, {
          broadcaster_id,
          user_id: moderator_id,
          text,
          announcement_color: color,
          // With an app access token, the default is the source channel only.
          for_source_only: wanted.for_source_only ?? isApp,
        })
      },
      {
        auth: {
          token: 'user',
          appGrant: 'bot',
          scopes: ['moderator:manage:announcements'],
          userParam: 'moderator_id',
          moderatorOf: 'broadcaster_id',
        },
        query: query({ broadcaster_id: t.String(), moderator_id: t.String() }),
        body: body({
          message: t.String({ description: 'What is longer than 500 characters is cut.' }),
          color: t.Optional(t.Enum(announcementColors, { error: 'The specified color is not valid.' })),
          for_source_only: t.Optional(
            t.Boolean({ description: 'In a shared chat; with an app access token only, true by default' }),
          ),
        }),
        detail: { summary: 'Send Chat Announcement' },
      },
    )
  },
}
