import { requireModerator } from '../../../../access/requirements.ts'
import { forbidden, notFound } from '../../../../http/errors.ts'
import { t } from '../../../../http/schema.ts'
import { body } from '../../../../http/validation.ts'
import type { Resource } from '../../../resource.ts'
import { Action } from './schema.ts'
import { seedHeldMessages } from './seed.ts'
import { decisions, findHeldMessage, tables, timers } from './store.ts'
import { units } from './unit.ts'

/** https://dev.twitch.tv/docs/api/reference/#manage-held-automod-messages */
export const heldMessages: Resource = {
  tables,
  timers,
  seed: { relations: seedHeldMessages },
  units,
  routes: (store, helix) =>
    helix('Moderation').post(
      '/moderation/automod/message',
      ({ body: { user_id, msg_id, action } }) => {
        const message = findHeldMessage(store, msg_id)
        if (!message) throw notFound('The message specified in the msg_id field was not found.')
        requireModerator(store, message.broadcaster_id, user_id, () =>
          forbidden("The user in user_id is not one of the broadcaster's moderators."),
        )
        decisions[action](store, message, user_id)
      },
      {
        auth: {
          token: 'user',
          appGrant: 'user',
          scopes: ['moderator:manage:automod'],
          userParam: 'user_id',
        },
        body: body({ user_id: t.String(), msg_id: t.String(), action: Action }),
        detail: { summary: 'Manage Held AutoMod Messages' },
      },
    ),
}
