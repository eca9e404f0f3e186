import { paged, pageOf, pageQuery } from '../../http/pagination.ts'
import { t } from '../../http/schema.ts'
import { query } from '../../http/validation.ts'
import type { Resource } from '../resource.ts'
import { Category, FoundChannel } from './schema.ts'
import { searchCategories, searchChannels, searchLiveChannels } from './store.ts'

/** https://dev.twitch.tv/docs/api/reference/#search-categories */
export const search: Resource = {
  routes: (store, helix) =>
    helix('Search')
      .get(
        '/search/categories',
        ({ query: { query, ...request } }) => paged(searchCategories(store, query, request)),
        {
          auth: { token: 'any' },
          query: query({ query: t.String(), ...pageQuery() }),
          response: pageOf(Category),
          detail: { summary: 'Search Categories' },
        },
      )
      .get(
        '/search/channels',
        ({ query: { query, live_only, ...request } }) =>
          paged((live_only ? searchLiveChannels : searchChannels)(store, query, request)),
        {
          auth: { token: 'any' },
          query: query({ query: t.String(), live_only: t.Optional(t.Boolean()), ...pageQuery() }),
          response: pageOf(FoundChannel),
          detail: { summary: 'Search Channels' },
        },
      ),
}
