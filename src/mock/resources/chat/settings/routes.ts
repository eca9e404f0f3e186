import type { Caller } from '../../../access/auth.ts'
import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest } from '../../../http/errors.ts'
import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { body, query } from '../../../http/validation.ts'
import { isModerator } from '../../moderation/moderators/store.ts'
import type { Resource } from '../../resource.ts'
import { type ChatSettings, UpdatedChatSettings, VisibleChatSettings } from './schema.ts'
import { seedChatSettings } from './seed.ts'
import { findChatSettings, tables, updateChatSettings } from './store.ts'

const unknownBroadcaster = () => badRequest('The ID in the broadcaster_id query parameter is not valid.')

const invalidValue = (mode: string, value: string) =>
  `If ${mode} is true, the ${value} field must be set to a valid value.`

/** The modes that have a value, with the value that they get if none is given. */
const valuedModes = [
  { mode: 'follower_mode', value: 'follower_mode_duration', standard: 0 },
  { mode: 'slow_mode', value: 'slow_mode_wait_time', standard: 30 },
  { mode: 'non_moderator_chat_delay', value: 'non_moderator_chat_delay_duration', standard: undefined },
] as const

/** https://dev.twitch.tv/docs/api/reference/#get-chat-settings */
export const chatSettings: Resource = {
  tables,
  seed: { relations: seedChatSettings },
  routes: (store, helix) =>
    helix('Chat')
      .get(
        '/chat/settings',
        ({ query: { broadcaster_id, moderator_id }, caller }) => {
          requireUser(store, broadcaster_id, unknownBroadcaster())
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
          body: body({
            emote_mode: t.Optional(t.Boolean()),
            follower_mode: t.Optional(t.Boolean()),
            follower_mode_duration: t.Optional(
              t.Integer({
                minimum: 0,
                maximum: 129_600,
                description: 'Minutes',
                error: invalidValue('follower_mode', 'follower_mode_duration'),
              }),
            ),
            slow_mode: t.Optional(t.Boolean()),
            slow_mode_wait_time: t.Optional(
              t.Integer({
                minimum: 3,
                maximum: 120,
                description: 'Seconds',
                error: invalidValue('slow_mode', 'slow_mode_wait_time'),
              }),
            ),
            non_moderator_chat_delay: t.Optional(t.Boolean()),
            non_moderator_chat_delay_duration: t.Optional(
              t.Integer({
                minimum: 2,
                maximum: 6,
                multipleOf: 2,
                description: 'Seconds',
                error: invalidValue('non_moderator_chat_delay', 'non_moderator_chat_delay_duration'),
              }),
            ),
            subscriber_mode: t.Optional(t.Boolean()),
            unique_chat_mode: t.Optional(t.Boolean()),
          }),
          response: dataOf(UpdatedChatSettings),
          detail: { summary: 'Update Chat Settings' },
        },
      ),
}

/** What follows from the fields that are given: a mode's value is set with the mode, and goes with it. */
function changesOf(wanted: Partial<ChatSettings>): Partial<ChatSettings> {
  const changes = { ...wanted }
  for (const { mode, value, standard } of valuedModes) {
    if (wanted[mode]) {
      changes[value] = wanted[value] ?? standard
      if (changes[value] === undefined) throw badRequest(invalidValue(mode, value))
    } else if (wanted[value] !== undefined) {
      throw badRequest(`To set the ${value} field, the ${mode} field must be true.`)
    } else if (wanted[mode] === false) {
      changes[value] = null
    }
  }
  return changes
}

/** The delay is the moderators' affair. */
function visibleTo(store: Store, caller: Caller, settings: ChatSettings, moderator_id?: string) {
  const { non_moderator_chat_delay, non_moderator_chat_delay_duration, ...modes } = settings
  if (!moderator_id || !caller.scopes.includes('moderator:read:chat_settings')) return modes
  if (!isModerator(store, modes.broadcaster_id, moderator_id)) return { ...modes, moderator_id }
  return { ...settings, moderator_id }
}
