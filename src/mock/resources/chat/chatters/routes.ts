import { numericId } from '../../../http/ids.ts'
import { countedPageOf, paged, pageQuery } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { Chatter } from './schema.ts'
import { seedChatters } from './seed.ts'
import { listChatters, tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-chatters */
export const chatters: Resource = {
  tables,
  seed: { streams: seedChatters },
  routes: (store, helix) =>
    helix('Chat').get(
      '/chat/chatters',
      ({ query: { broadcaster_id, moderator_id: _, ...request } }) => {
        const { total, ...found } = listChatters(store, broadcaster_id, request)
        return { ...paged(found), total }
      },
      {
        auth: {
          token: 'user',
          appGrant: 'user',
          scopes: ['moderator:read:chatters'],
          userParam: 'moderator_id',
          moderatorOf: 'broadcaster_id',
        },
        query: query({
          broadcaster_id: numericId('The ID in the broadcaster_id query parameter is not valid.'),
          moderator_id: t.String(),
          ...pageQuery(100, 1000),
        }),
        response: countedPageOf(Chatter),
        detail: { summary: 'Get Chatters' },
      },
    ),
}
