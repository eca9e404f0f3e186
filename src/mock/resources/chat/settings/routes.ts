import type { Caller } from '../../../access/auth.ts'
import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import { isModerator } from '../../moderation/moderators/store.ts'
import type { Resource } from '../../resource.ts'
import { type ChatSettings, changeableSettings, UpdatedChatSettings, VisibleChatSettings } from './schema.ts'
import { seedChatSettings } from './seed.ts'
import { findChatSettings, tables, updateChatSettings } from './store.ts'
import { changesOf, units } from './unit.ts'

const unknownBroadcaster = () => badRequest('The ID in the broadcaster_id query parameter is not valid.')

/** https://dev.twitch.tv/docs/api/reference/#get-chat-settings */
export const chatSettings: Resource = {
  tables,
  seed: { relations: seedChatSettings },
  units,
  routes: (store, helix) =>
    helix('Chat')
      .get(
        '/chat/settings',
        ({ query: { broadcaster_id, moderator_id }, caller }) => {
          requireUser(store, broadcaster_id, unknownBroadcaster)
          return { data: [visibleTo(store, caller, findChatSettings(store, broadcaster_id), moderator_id)] }
        },
        {
          auth: { token: 'any', userParam: 'moderator_id' },
          query: query({ broadcaster_id: t.String(), moderator_id: t.Optional(t.String()) }),
          response: dataOf(VisibleChatSettings),
          detail: { summary: 'Get Chat Settings' },
        },
      )
      .patch(
        '/chat/settings',
        ({ query: channel, body: wanted }) => {
          const settings = updateChatSettings(store, channel, changesOf(wanted))
          return { data: [{ ...settings, moderator_id: channel.moderator_id }] }
        },
        {
          auth: {
            token: 'user',
            appGrant: 'user',
            scopes: ['moderator:manage:chat_settings'],
            userParam: 'moderator_id',
            moderatorOf: 'broadcaster_id',
          },
          query: query({ broadcaster_id: t.String(), moderator_id: t.String() }),
          body: body(changeableSettings),
          response: dataOf(UpdatedChatSettings),
          detail: { summary: 'Update Chat Settings' },
        },
      ),
}

/** The settings as a caller sees them: only moderators see the delay. */
function visibleTo(store: Store, caller: Caller, settings: ChatSettings, moderator_id?: string) {
  const { non_moderator_chat_delay, non_moderator_chat_delay_duration, ...modes } = settings
  if (!moderator_id || !caller.scopes.includes('moderator:read:chat_settings')) return modes
  if (!isModerator(store, modes.broadcaster_id, moderator_id)) return { ...modes, moderator_id }
  return { ...settings, moderator_id }
}
