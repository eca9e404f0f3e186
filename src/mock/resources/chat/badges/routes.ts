import { dataOf } from '../../../http/pagination.ts'
import { t } from '../../../http/schema.ts'
import { query } from '../../../http/validation.ts'
import type { Resource } from '../../resource.ts'
import { globalBadges } from './global.ts'
import { ChatBadge } from './schema.ts'
import { seedChatBadges } from './seed.ts'
import { listChatBadges, tables } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#get-channel-chat-badges */
export const chatBadges: Resource = {
  tables,
  seed: { relations: seedChatBadges },
  routes: (store, helix) =>
    helix('Chat')
      .get('/chat/badges', ({ query }) => ({ data: listChatBadges(store, query.broadcaster_id) }), {
        auth: { token: 'any' },
        query: query({ broadcaster_id: t.String() }),
        response: dataOf(ChatBadge),
        detail: { summary: 'Get Channel Chat Badges' },
      })
      .get('/chat/badges/global', () => ({ data: globalBadges }), {
        auth: { token: 'any' },
        response: dataOf(ChatBadge),
        detail: { summary: 'Get Global Chat Badges' },
      }),
}
