import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { Milliseconds } from '../../../engine/time.ts'
import { badRequest, unprocessable } from '../../../http/errors.ts'
import { paged, pageOf, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import { isVip } from '../../channels/vips/store.ts'
import type { Resource } from '../../resource.ts'
import { isBanned } from '../bans/store.ts'
import { tables as leadTables } from '../lead-moderators/store.ts'
import { units as leadUnits } from '../lead-moderators/unit.ts'
import { ModeratedChannel, Moderator } from './schema.ts'
import { seedModerators } from './seed.ts'
import {
  addModerator,
  findModerator,
  isModerator,
  listModeratedChannels,
  listModerators,
  removeModerator,
  tables,
} from './store.ts'
import { units } from './unit.ts'

const manage = { token: 'user', scopes: ['channel:manage:moderators'], userParam: 'broadcaster_id' } as const
const read = { ...manage, scopes: ['moderation:read', 'channel:manage:moderators'] } as const

const tooOften =
  'The broadcaster has exceeded the number of requests allowed within a 10-second window. See this ' +
  "endpoint's rate limits."

/** https://dev.twitch.tv/docs/api/reference/#get-moderators */
export const moderators: Resource = {
  tables: tables + leadTables,
  seed: { relations: seedModerators },
  units: { ...units, ...leadUnits },
  routes: (store, helix) => {
    const additions = helix.limit(10, 10 * Milliseconds.second)
    const removals = helix.limit(10, 10 * Milliseconds.second)
    return helix('Moderation')
      .get(
        '/moderation/channels',
        ({ query: { user_id, ...request } }) => paged(listModeratedChannels(store, user_id, request)),
        {
          auth: {
            token: 'user',
            appGrant: 'user',
            scopes: ['user:read:moderated_channels'],
            userParam: 'user_id',
          },
          query: query({ user_id: t.String(), ...pageQuery() }),
          response: pageOf(ModeratedChannel),
          detail: { summary: 'Get Moderated Channels' },
        },
      )
      .get(
        '/moderation/moderators',
        ({ query: { broadcaster_id, user_id, ...request } }) =>
          paged(listModerators(store, { broadcaster_id, user_ids: user_id }, request)),
        {
          auth: read,
          query: query({
            broadcaster_id: t.String(),
            user_id: t.Optional(t.Array(t.String(), { maxItems: 100 })),
            ...pageQuery(),
          }),
          response: pageOf(Moderator),
          detail: { summary: 'Get Moderators' },
        },
      )
      .post(
        '/moderation/moderators',
        ({ query: { broadcaster_id, user_id } }) => {
          requireCandidate(store, broadcaster_id, user_id)
          additions.take(broadcaster_id, tooOften, { subject: user_id })
          addModerator(store, broadcaster_id, user_id)
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), user_id: t.String() }),
          detail: { summary: 'Add Channel Moderator' },
        },
      )
      .delete(
        '/moderation/moderators',
        ({ query: { broadcaster_id, user_id } }) => {
          requireUser(store, user_id, () => badRequest('The ID in user_id was not found.'))
          const moderator = findModerator(store, broadcaster_id, user_id)
          if (!moderator)
            throw badRequest("The user in user_id is not a moderator in the broadcaster's chat room.")
          removals.take(broadcaster_id, tooOften, { subject: user_id })
          removeModerator(store, moderator)
        },
        {
          auth: manage,
          query: query({ broadcaster_id: t.String(), user_id: t.String() }),
          detail: { summary: 'Remove Channel Moderator' },
        },
      )
  },
}

function requireCandidate(store: Store, broadcaster_id: string, user_id: string): void {
  requireUser(store, user_id, () => badRequest('The ID in user_id was not found.'))
  if (isModerator(store, broadcaster_id, user_id)) {
    throw badRequest("The user in user_id is already a moderator in the broadcaster's chat room.")
  }
  if (isBanned(store, broadcaster_id, user_id)) {
    throw badRequest("The user in user_id cannot become a moderator because they're banned from the channel.")
  }
  if (isVip(store, broadcaster_id, user_id)) {
    throw unprocessable(
      'The user in user_id is a VIP. To make them a moderator, you must first remove them as a VIP (see ' +
        'Remove Channel VIP).',
    )
  }
}
