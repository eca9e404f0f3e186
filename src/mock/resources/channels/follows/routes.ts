import type { Caller } from '../../../access/auth.ts'
import { requireUser } from '../../../access/requirements.ts'
import type { Store } from '../../../engine/store.ts'
import { badRequest, unauthorized } from '../../../http/errors.ts'
import { countedPageOf, paged, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import { isModerator } from '../../moderation/moderators/store.ts'
import type { Resource } from '../../resource.ts'
import { ChannelFollower, FollowedChannel } from './schema.ts'
import { seedFollows } from './seed.ts'
import { countFollowed, countFollowers, listFollowed, listFollowers, tables } from './store.ts'
import { units } from './unit.ts'

const invalidBroadcaster = 'The broadcaster_id query parameter is not valid.'

/** https://dev.twitch.tv/docs/api/reference/#get-channel-followers */
export const follows: Resource = {
  tables,
  seed: { relations: seedFollows },
  units,
  routes: (store, helix) =>
    helix('Channels')
      .get(
        '/channels/followed',
        ({ query: { user_id, broadcaster_id, ...request } }) => {
          if (broadcaster_id) requireUser(store, broadcaster_id, () => badRequest(invalidBroadcaster))
          return {
            ...paged(listFollowed(store, { user_id, broadcaster_id }, request)),
            total: countFollowed(store, user_id),
          }
        },
        {
          auth: { token: 'user', scopes: ['user:read:follows'], userParam: 'user_id' },
          query: query({ user_id: t.String(), broadcaster_id: t.Optional(t.String()), ...pageQuery() }),
          response: countedPageOf(FollowedChannel),
          detail: { summary: 'Get Followed Channels' },
        },
      )
      .get(
        '/channels/followers',
        ({ query: { broadcaster_id, user_id, ...request }, caller }) => {
          requireUser(store, broadcaster_id, () => badRequest(invalidBroadcaster))
          const total = countFollowers(store, broadcaster_id)
          if (maySeeFollowers(store, caller, broadcaster_id)) {
            return { ...paged(listFollowers(store, { broadcaster_id, user_id }, request)), total }
          }
          if (user_id) throw unauthorized(mayOnlyCount)
          return { data: [], pagination: {}, total }
        },
        {
          // The scope is optional: without it the answer contains only the total.
          auth: { token: 'user' },
          query: query({ user_id: t.Optional(t.String()), broadcaster_id: t.String(), ...pageQuery() }),
          response: countedPageOf(ChannelFollower),
          detail: {
            summary: 'Get Channel Followers',
            description:
              'Without the scope moderator:read:followers, or a role in the channel, the answer has only the total.',
          },
        },
      ),
}

const mayOnlyCount =
  'The user_id parameter was specified but either the user access token is missing the ' +
  'moderator:read:followers scope or the user is not the broadcaster or moderator for the specified ' +
  'channel'

function maySeeFollowers(store: Store, { scopes, user_id }: Caller, broadcaster_id: string): boolean {
  return scopes.includes('moderator:read:followers') && isModerator(store, broadcaster_id, user_id)
}
